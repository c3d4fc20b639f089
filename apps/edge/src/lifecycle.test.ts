import { createClient } from "@sincro/client";
import { type Project, startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deploy } from "./testing/project.ts";
import { expectEverything } from "./testing/truth.ts";
import { runOver, runWhen, startedId, until } from "./testing/until.ts";

/** A lease of two seconds: what takes ninety seconds by default takes less than three here. */
const impatient = { leaseMs: 2_000, beatMs: 400, sweepMs: 500, pickupGraceMs: 1_500 };
/** Some seconds of work: more than a slice, also where everything else is fast. */
const slowly = { scale: 4, faults: { latencyMs: 50 } };
const shortSlices = { SINCRO_SLICE_MS: "1000" };

describePostgrest("edge functions on Deno", (version) => {
  let project: Project;
  beforeAll(async () => {
    project = await startProject(version);
  });
  afterAll(() => project.stop());

  it("F46 F51 · a run goes through many slices, each called by the one before it, to its end", async () => {
    const { client, edge, gateway, fake } = await deploy(project, { faults: { latencyMs: 20 } });
    const functions = await edge(shortSlices);
    const id = await startedId(client);
    const run = await runOver(client, id);
    expect(run).toMatchObject({ status: "completed", started_by: "operator" });
    expect(run.slice).toBeGreaterThan(2);
    expect(gateway.handOffs()).toBe(run.slice);
    const { events } = await client.run(id);
    const yields = events.filter(({ event }) => event === "YIELD");
    expect(yields.map(({ detail }) => (detail as { reason: string }).reason)).toEqual(yields.map(() => "budget"));
    expect(new Set(events.filter(({ event }) => event === "CLAIM").map(({ actor }) => actor)).size).toBe(run.slice);
    await expectEverything(project, fake);
    expect(functions.log()).toBe("");
  });

  it("F1 · kill -9 in mid-slice: after the sweep another process goes on from the cursor, nothing lost or doubled", async () => {
    const { client, edge, fake } = await deploy(project, slowly, impatient);
    const first = await edge();
    const id = await startedId(client);
    const before = await runWhen(client, id, "some pages", ({ commit_seq }) => commit_seq >= 4);
    expect(before.status).toBe("running");
    await first.kill9();
    await edge();
    await until("the sweep that notices", async () => (await client.sweep()).expired > 0);
    const run = await runOver(client, id);
    expect(run).toMatchObject({ status: "completed" });
    expect(run.slice).toBeGreaterThan(before.slice);
    expect(run.commit_seq).toBeGreaterThan(before.commit_seq);
    await expectEverything(project, fake);
    const { events } = await client.run(id);
    expect(events.filter(({ event }) => event === "EXPIRE")).toHaveLength(1);
    expect(await client.policy()).toMatchObject({ silences: 1 });
  });

  it("F5 · a call for the next slice that is lost is sent again by the sweep", async () => {
    const { client, edge, gateway, fake } = await deploy(project, slowly);
    const functions = await edge(shortSlices);
    const id = await startedId(client);
    await runWhen(client, id, "a slice that works", ({ worker }) => worker !== null);
    gateway.loseHandOffs(1);
    await until("the lost call", async () => functions.log().includes("HandOffLost"));
    expect((await client.run(id)).run).toMatchObject({ status: "continuing", worker: null, silences: 0 });
    expect(await client.sweep()).toMatchObject({ expired: 0, released: 0, dispatched: 1 });
    expect(await runOver(client, id)).toMatchObject({ status: "completed" });
    await expectEverything(project, fake);
  });

  it("F52 F54 · a call that is refused, since the keys were changed in mid-run, is a lost one: the sweep signs another", async () => {
    const { client, edge, gateway, fake } = await deploy(project, slowly);
    const before = await edge(shortSlices);
    const id = await startedId(client);
    await runWhen(client, id, "a slice that works", ({ worker }) => worker !== null);
    const changed = "another-token-of-the-operator";
    await edge({ ...shortSlices, SINCRO_OPERATOR_TOKEN: changed, SINCRO_SIGNING_KEY: "another-key-".repeat(3) });
    const later = createClient({ baseUrl: gateway.url, token: changed });
    await until("the refused call", async () => before.log().includes("answered 401"));
    expect((await later.run(id)).run).toMatchObject({ status: "continuing", worker: null });
    expect(await later.sweep()).toMatchObject({ expired: 0, dispatched: 1 });
    expect(await runOver(later, id)).toMatchObject({ status: "completed" });
    await expectEverything(project, fake);
  });

  it("F7 F16 · every call for a slice comes twice: each slice is worked on once, and nothing is there twice", async () => {
    const { client, edge, gateway, fake } = await deploy(project, { faults: { latencyMs: 20 } });
    await edge(shortSlices);
    gateway.doubleHandOffs();
    const id = await startedId(client);
    const run = await runOver(client, id);
    expect(run).toMatchObject({ status: "completed" });
    const { events } = await client.run(id);
    const claims = events.filter(({ event }) => event === "CLAIM");
    expect(claims.map(({ applied }) => applied)).toEqual(Array.from({ length: run.slice }, () => true));
    expect(run.total_inserted).toBe(run.total_fetched);
    await expectEverything(project, fake);
  });

  it("F14 F18 · a second start is a conflict; a restart ends the first run, whose worker writes nothing more", async () => {
    const { client, edge, fake } = await deploy(project, slowly);
    await edge();
    const id = await startedId(client);
    await runWhen(client, id, "a page", ({ commit_seq }) => commit_seq > 0);
    const second = await client.sync("stripe", { mode: "full" });
    expect(second).toMatchObject({ kind: "conflict", body: { existingSyncId: id } });
    const restarted = await client.sync("stripe", { mode: "full", onConflict: "restart" });
    const other = restarted.kind === "started" ? restarted.body.syncRunId : undefined;
    expect(await runOver(client, String(other))).toMatchObject({ status: "completed" });
    const { run, events } = await client.run(id);
    expect(run).toMatchObject({ status: "cancelled" });
    const cancelledAt = events.findIndex(({ event }) => event === "CANCEL");
    expect(events.slice(cancelledAt + 1).filter(({ event, applied }) => event === "COMMIT" && applied)).toEqual([]);
    await expectEverything(project, fake);
  });

  it("F21 · a cancel stops the worker, and its receipt says that it has let go", async () => {
    const { client, edge } = await deploy(project, slowly, impatient);
    await edge();
    const id = await startedId(client);
    await runWhen(client, id, "a page", ({ commit_seq }) => commit_seq > 0);
    const receipt = await client.cancel({ runId: id, reason: "enough" });
    expect(receipt).toMatchObject({ cancelled: 1, receipt: [{ runId: id, to: "cancelled" }] });
    const run = await runWhen(client, id, "the worker's word", ({ stopped_at }) => stopped_at !== null);
    expect(run).toMatchObject({ status: "cancelled", error_message: "enough" });
  });

  it("F46 · a process that is about to end hands its run over after the page in flight", async () => {
    const { client, edge, fake, gateway } = await deploy(project, slowly);
    const first = await edge();
    const id = await startedId(client);
    const before = await runWhen(client, id, "some pages", ({ commit_seq }) => commit_seq >= 2);
    gateway.loseHandOffs(1);
    expect(await first.drain()).toBe(0);
    await edge();
    const { run } = await client.run(id);
    expect(run).toMatchObject({ status: "continuing", yield_reason: "budget", worker: null, silences: 0 });
    expect(run.commit_seq, "long before its allowance of pages").toBeLessThan(before.commit_seq + 10);
    expect(await client.sweep()).toMatchObject({ expired: 0, dispatched: 1 });
    expect(await runOver(client, id)).toMatchObject({ status: "completed" });
    await expectEverything(project, fake);
  });
});
