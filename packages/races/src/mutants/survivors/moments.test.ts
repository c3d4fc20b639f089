import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

interface Answer {
  readonly run: { readonly id: string; readonly heartbeat_at: string };
}

/** Defects of the clock that once survived every other test. */
describePostgres("the moment of an event", (version) => {
  let scene: Setting;
  let first: Client;
  let second: Client;
  let runId: string;

  beforeAll(async () => {
    scene = await setTheScene(version, 2);
    [first, second] = scene.sessions as [Client, Client];
  });
  beforeEach(async () => {
    const { run } = await call<Answer>(first, "sync_restart('stripe', p_worker => 'w1')");
    runId = run.id;
  });
  afterAll(async () => await scene.end());

  const beat = async (session: Client): Promise<number> => {
    const event = JSON.stringify({ type: "BEAT", fence: 2, worker: "w1" });
    const { run } = await call<Answer>(session, "sync_send($1, $2)", [runId, event]);
    return Date.parse(run.heartbeat_at);
  };

  /** Until the database's clock has moved on. */
  async function tick(): Promise<void> {
    const now = () => call<string>(scene.admin, "sync_now()");
    const before = await now();
    while ((await now()) === before);
  }

  it("F11 · an event that waited for the run's lock is not older than what it waited for", async () => {
    const secondPid = await pidOf(second);
    await first.query("begin");
    await first.query("select from sync_runs where id = $1 for no key update", [runId]);
    const waiting = beat(second);
    expect(await untilBlocked(scene.admin, secondPid, waiting)).toBe("blocked");
    await tick();
    const earlier = await beat(first);
    await first.query("commit");
    expect(await waiting).toBeGreaterThanOrEqual(earlier);
  });

  it("F11 · in a long transaction it is the moment of the event, not of the transaction's beginning", async () => {
    await second.query("begin");
    await second.query("select now()");
    await tick();
    const earlier = await beat(first);
    const later = await beat(second);
    await second.query("commit");
    expect(later).toBeGreaterThanOrEqual(earlier);
  });
});
