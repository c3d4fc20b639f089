import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

interface Answer {
  readonly applied: boolean;
  readonly reason: string | null;
}

const pause = 7_003;

/** Every step waits between its decision and its write of the run, while somebody holds the lock. */
const pauseBeforePut = `
  alter function sync_put rename to sync_put_unpaused;
  create function sync_put(n sync_runs) returns void language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${pause});
      perform sync_put_unpaused(n);
    end $$`;

/** Defects of the row lock that races on a quick machine let pass: here both have decided before either writes. */
describePostgres("two that decide about one run at once", (version) => {
  let scene: Setting;
  let one: Client;
  let other: Client;
  let holder: Client;
  let runId: string;

  beforeAll(async () => {
    scene = await setTheScene(version, 3);
    [one, other, holder] = scene.sessions as [Client, Client, Client];
    await scene.admin.query(pauseBeforePut);
  });
  beforeEach(async () => {
    await scene.admin.query("truncate sync_records");
    const { run } = await call<{ run: { id: string } }>(holder, "sync_restart('stripe')");
    runId = run.id;
  });
  afterAll(async () => await scene.end());

  /** Lets the first get as far as its write and the second as far as it may, then both go on. */
  async function together<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
    const pids = [await pidOf(one), await pidOf(other)] as const;
    await holder.query("select pg_advisory_lock($1)", [pause]);
    const a = first();
    expect(await untilBlocked(scene.admin, pids[0], a)).toBe("blocked");
    const b = second();
    expect(await untilBlocked(scene.admin, pids[1], b)).toBe("blocked");
    const both = Promise.all([a, b]);
    await holder.query("select pg_advisory_unlock($1)", [pause]);
    return await both;
  }

  const send = (session: Client, event: object) =>
    call<Answer>(session, "sync_send($1, $2)", [runId, JSON.stringify(event)]);
  const commit = (session: Client) =>
    call<Answer>(session, "sync_commit($1, 2, 'w1', 1, $2, '1')", [
      runId,
      JSON.stringify([{ object: "customer", id: "a", data: 1 }]),
    ]);

  it("F7 · of two claims the second sees the first", async () => {
    const answers = await together(
      () => send(one, { type: "CLAIM", worker: "w1" }),
      () => send(other, { type: "CLAIM", worker: "w2" }),
    );
    expect(answers).toMatchObject([{ applied: true }, { applied: false, reason: "held" }]);
  });

  it("F22 · of a COMPLETE and a cancel only the first ends the run", async () => {
    await send(one, { type: "CLAIM", worker: "w1" });
    const [completed, cancelled] = await together(
      () => send(one, { type: "COMPLETE", fence: 2, worker: "w1", seq: 0 }),
      () => call(other, "sync_cancel($1, 'ana')", [JSON.stringify({ runId })]),
    );
    expect(completed).toMatchObject({ applied: true });
    expect(cancelled).toMatchObject({ cancelled: 0, receipt: [{ from: "completed", to: "completed" }] });
  });

  it("F16 · of two copies of a page the second is a repetition, and neither dies", async () => {
    await send(one, { type: "CLAIM", worker: "w1" });
    const answers = await together(
      () => commit(one),
      () => commit(other),
    );
    expect(answers).toMatchObject([{ applied: true }, { applied: false, reason: "repeated" }]);
  });
});
