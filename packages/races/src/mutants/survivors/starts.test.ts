import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

const pause = 7_004;

/** Every start waits between its insert and the end of its transaction, while somebody holds the lock. */
const pauseAfterInsert = `
  alter function sync_insert rename to sync_insert_unpaused;
  create function sync_insert(n sync_runs) returns boolean language plpgsql as $$
    declare inserted boolean := sync_insert_unpaused(n);
    begin
      perform pg_advisory_xact_lock_shared(${pause});
      return inserted;
    end $$`;

/** What thirty-two racing starts show nearly always, shown always. */
describePostgres("two starts at once", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 3);
    await scene.admin.query(pauseAfterInsert);
  });
  afterAll(async () => await scene.end());

  it("F14 · of two starts of a scope one starts, and the other learns who holds it", async () => {
    const [one, other, holder] = scene.sessions as [Client, Client, Client];
    const pids = [await pidOf(one), await pidOf(other)] as const;
    const start = (session: Client) => call<{ run: { id: string } }>(session, "sync_start('stripe')");
    await holder.query("select pg_advisory_lock($1)", [pause]);
    const first = start(one);
    expect(await untilBlocked(scene.admin, pids[0], first)).toBe("blocked");
    const second = start(other);
    expect(await untilBlocked(scene.admin, pids[1], second)).toBe("blocked");
    const both = Promise.all([first, second]);
    await holder.query("select pg_advisory_unlock($1)", [pause]);
    const [won, lost] = await both;
    expect(won).toMatchObject({ outcome: "started" });
    expect(lost).toMatchObject({ outcome: "conflict", run: { id: won.run.id } });
  });
});
