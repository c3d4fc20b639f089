import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

interface Swept {
  readonly expired: readonly { readonly id: string }[];
}

describePostgres("a sweep beside a writer", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 2);
  });
  afterAll(async () => await scene.end());

  it("F13 · a sweep waits for nobody: a run that somebody is writing is left, and taken the next time", async () => {
    const [writer, sweeper] = scene.sessions as [Client, Client];
    const { run } = await call<{ run: { id: string } }>(writer, "sync_start('stripe', p_worker => 'w1')");
    await sweeper.query("select set_config('sincro.clock_offset', '61000', false)");
    const pid = await pidOf(sweeper);
    await writer.query("begin");
    await writer.query("select from sync_runs where id = $1 for no key update", [run.id]);
    const sweeping = call<Swept>(sweeper, "sync_sweep()");
    const waits = await untilBlocked(scene.admin, pid, sweeping);
    await writer.query("rollback");
    expect(waits).toBe("done");
    expect((await sweeping).expired).toEqual([]);
    expect((await call<Swept>(sweeper, "sync_sweep()")).expired).toMatchObject([{ id: run.id }]);
  });
});
