import { describePgCron } from "@sincro/store/testing";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { cronToken, type Scheduled, startScheduled } from "./scheduled.fixture.ts";

/** pg_cron 1.4 ticks once a minute. */
const oneTick = { timeout: 75_000, interval: 100 };

describePgCron("the scheduled sweep, from the tick to the worker", () => {
  let at: Scheduled;

  beforeAll(async () => {
    at = await startScheduled();
  });
  afterAll(() => at.stop());
  beforeEach(async () => {
    Object.assign(at, { functionsToken: cronToken, handOffs: "arrive" });
    at.outcomes.length = 0;
    await at.store.cancel({ all: true }, "the next test");
    await at.project.takeRequests();
  });

  const state = async () =>
    (await at.project.owner.query<{ state: Record<string, unknown> }>("select sync_schedule_state() as state")).rows[0]
      ?.state;
  const statusOf = async (id: string) => (await at.store.get(id))?.status;
  const ended = (id: string) =>
    vi.waitFor(async () => expect(await statusOf(id)).toBe("completed"), { timeout: 30_000 });

  /** What pg_cron runs at a tick, without waiting for one: the job is there only as long as it takes to read it. */
  async function tick() {
    const client = await at.project.owner.connect();
    try {
      await client.query("begin");
      await client.query("select sync_schedule()");
      const { rows } = await client.query<{ command: string }>("select command from cron.job");
      await client.query("rollback");
      for (const { command } of rows) await client.query(command);
    } finally {
      client.release();
    }
    return at.project.takeRequests();
  }

  it("F1, P4 · a worker died and nobody looks: the tick of pg_cron itself has the run go on to its end", async () => {
    const run = await at.silentRun("stripe");
    await at.project.owner.query("select sync_schedule()");
    const [request] = await vi.waitFor(async () => {
      const requests = await at.project.takeRequests();
      expect(requests).toHaveLength(1);
      return requests;
    }, oneTick);
    if (request === undefined) throw new Error("no request");
    expect(await at.carry(request)).toBe(200);
    await ended(run.id);
    await vi.waitFor(() => expect(at.outcomes).toMatchObject([{ kind: "completed" }]));
    await vi.waitFor(async () => expect(await state()).toMatchObject({ ran: { status: "succeeded" } }));
    expect(await state()).toMatchObject({ job: { schedule: "* * * * *" }, answer: { status: 200 }, lacks: [] });
    const { rows } = await at.project.admin.query("select distinct username, command from cron.job_run_details");
    expect(rows).toEqual([{ username: "sincro", command: "select public.sync_call_sweep()" }]);
    // No further tick may come among the calls that the other tests make.
    await at.project.owner.query("select sync_unschedule()");
  });

  it("F5 · a call that pg_net loses: the next tick's has the run go on", async () => {
    const run = await at.silentRun("paypal");
    expect(await tick()).toHaveLength(1); // and nobody sends it
    expect(await statusOf(run.id)).toBe("running");
    for (const request of await tick()) await at.carry(request);
    await ended(run.id);
  });

  it("F5 · a hand-off that the function loses: the next sweep sends it again, and it is nobody's silence", async () => {
    const run = await at.silentRun("ghl");
    at.handOffs = "lost";
    for (const request of await tick()) await at.carry(request);
    expect(await at.store.get(run.id)).toMatchObject({ status: "continuing", worker: null, silences: 1 });
    at.handOffs = "arrive";
    for (const request of await tick()) await at.carry(request);
    await ended(run.id);
    expect(await at.store.get(run.id)).toMatchObject({ slice: 2 });
  });

  it("F7 · calls that arrive twice and at once: one worker has the run, and its page is there once", async () => {
    const run = await at.silentRun("manychat");
    const requests = [...(await tick()), ...(await tick())];
    await Promise.all([...requests, ...requests].map(at.carry));
    await ended(run.id);
    await vi.waitFor(() => expect(at.outcomes.length).toBeGreaterThan(0));
    expect(at.outcomes.filter(({ kind }) => kind === "completed")).toHaveLength(1);
    expect(await at.store.get(run.id)).toMatchObject({ slice: 2, total_fetched: 1 });
  });

  it("a token that is Vault's alone: no sweep, and the schedule's state says what was answered", async () => {
    const run = await at.silentRun("stripe");
    at.functionsToken = "another-token-0123456789";
    const sweptAt = (await at.store.status()).sweptAt;
    for (const request of await tick()) expect(await at.carry(request)).toBe(401);
    expect([await statusOf(run.id), (await at.store.status()).sweptAt]).toEqual(["running", sweptAt]);
    expect(await state()).toMatchObject({ answer: { status: 401 } });
  });
});
