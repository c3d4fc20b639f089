import { describe, expect, it } from "vitest";
import { harness, problemIn } from "../testing/harness.ts";

const path = "sync-runs/schedules";
const daily = { source: "stripe", cron: "0 3 * * *", timeZone: "Europe/Madrid" };
const hour = 3_600_000;

describe("schedules over HTTP", () => {
  it("are written, listed and taken away; who wrote one is in it", async () => {
    const { client } = harness();
    const { schedule } = await client.setSchedule({ ...daily, mode: "full" });
    expect(schedule).toMatchObject({
      source: "stripe",
      account: "default",
      mode: "full",
      enabled: true,
      updated_by: "operator",
    });
    expect(new Date(schedule.next_at ?? "").getTime()).toBeGreaterThan(Date.now());
    await client.setSchedule(daily);
    expect((await client.schedules()).schedules.map(({ mode }) => mode)).toEqual(["7d", "full"]);
    expect(await client.removeSchedules({ source: "stripe", mode: "full" })).toMatchObject({ removed: 1 });
    expect(await client.removeSchedules({ source: "stripe" })).toMatchObject({ removed: 1 });
    expect((await client.schedules()).schedules).toEqual([]);
  });

  it.each([
    [{ ...daily, cron: "whenever" }, "cron"],
    [{ ...daily, cron: "0 3 31 2 *" }, "cron"],
    [{ ...daily, timeZone: "Europe/Nowhere" }, "timeZone"],
    [{ ...daily, mode: "range" }, "mode"],
    [{ ...daily, enabled: "yes" }, "enabled"],
    [{ cron: "@daily" }, "source"],
  ])("%j is refused, and the answer says where", async (body, field) => {
    const { post, client } = harness();
    const problem = await problemIn(await post(path, body));
    expect(problem).toMatchObject({ status: 400, error: "invalid_request", issues: [{ path: field }] });
    expect((await client.schedules()).schedules).toEqual([]);
  });

  it("a source that is not here, and a key that nobody knows, are refused", async () => {
    const { post } = harness();
    expect(await problemIn(await post(path, { ...daily, source: "strip" }))).toMatchObject({ error: "unknown_source" });
    expect(await problemIn(await post(path, { ...daily, every: "day" }))).toMatchObject({ error: "unknown_key" });
  });

  it("the sweep starts what is due and calls its worker; the release of stuck runs starts nothing", async () => {
    const { client, pass, runs, dispatched } = harness();
    await client.setSchedule({ source: "stripe", cron: "@hourly" });
    await client.sweep();
    expect(await runs()).toEqual([]);
    pass(hour);
    await client.sweep({ release: true });
    expect(await runs()).toEqual([]);
    await client.sweep();
    const [run] = await runs();
    expect(run).toMatchObject({ source: "stripe", started_by: "schedule:@hourly" });
    expect(dispatched.map(({ id }) => id)).toEqual([run?.id]);
  });

  it("each source's card is told the soonest of its schedules that are on", async () => {
    const { client } = harness();
    const cardOf = async (name: string) =>
      (await client.policy()).sources.find((source) => source.name === name)?.schedule;
    expect(await cardOf("stripe")).toBeNull();
    await client.setSchedule({ source: "stripe", cron: "0 3 1 1 *", mode: "full" });
    const { schedule } = await client.setSchedule({ source: "stripe", cron: "*/5 * * * *" });
    await client.setSchedule({ source: "stripe", cron: "* * * * *", mode: "today", enabled: false });
    expect(await cardOf("stripe")).toEqual({
      cron: "*/5 * * * *",
      timeZone: "UTC",
      mode: "7d",
      nextAt: schedule.next_at,
    });
    expect(await cardOf("paypal")).toBeNull();
  });

  it("a scheduler's token sweeps, and so starts what is due; it writes no schedule", async () => {
    const cronToken = "cron-token-0123456789";
    const { client, post, pass, runs } = harness({ cronToken });
    await client.setSchedule({ source: "paypal", cron: "@hourly" });
    pass(hour);
    expect((await post("sync-command-center", { sweep: true }, { token: cronToken })).status).toBe(200);
    expect(await runs()).toMatchObject([{ source: "paypal" }]);
    expect((await post(path, daily, { token: cronToken })).status).toBe(403);
  });

  it("a source without credentials is noted, and nothing is started", async () => {
    const { client, pass, runs } = harness({
      connectionOf: () => ({ kind: "unconfigured", missing: ["STRIPE_SECRET_KEY"], invalid: [] }),
    });
    await client.setSchedule({ source: "stripe", cron: "@hourly" });
    pass(hour);
    await client.sweep();
    expect(await runs()).toEqual([]);
    expect((await client.schedules()).schedules).toMatchObject([{ last_outcome: "unconfigured" }]);
  });
});
