import { randomUUID } from "node:crypto";
import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";
import { patchFunction } from "../../timeline/pause.ts";

const pause = 7_005;

/** A start by "slow" waits, while somebody holds the lock, between its look for the request and its look for a run. */
const pauseAfterLook = `  if p_started_by = 'slow' then perform pg_advisory_xact_lock_shared(${pause}); end if;\n  loop\n`;

describePostgres("a restart that is sent again", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 4);
    await patchFunction(scene.admin, "sync_start", "  loop\n", pauseAfterLook);
  });
  afterAll(async () => await scene.end());

  it("F18 · cancels nobody else's run, however slow its copy is", async () => {
    const [slow, quick, other, holder] = scene.sessions as [Client, Client, Client, Client];
    const [request, another] = [randomUUID(), randomUUID()];
    const pids = await Promise.all([slow, quick, other].map(pidOf));
    const restart = (session: Client, by: string, id: string) =>
      call(session, "sync_restart('stripe', p_started_by => $1, p_request_id => $2)", [by, id]);
    await call(holder, "sync_start('stripe')");
    await holder.query("select pg_advisory_lock($1)", [pause]);
    const racing: Promise<unknown>[] = [];
    for (const [index, sent] of [
      () => restart(slow, "slow", request),
      () => restart(quick, "ana", request),
      () => restart(other, "luis", another),
    ].entries()) {
      const going = sent();
      racing.push(going);
      await untilBlocked(scene.admin, pids[index] as number, going);
    }
    await holder.query("select pg_advisory_unlock($1)", [pause]);
    await Promise.all(racing);
    const { rows } = await scene.admin.query("select request_id, status from sync_runs where sync_is_active(status)");
    expect(rows).toEqual([{ request_id: another, status: "running" }]);
  });
});
