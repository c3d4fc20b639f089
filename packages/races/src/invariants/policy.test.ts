import { type Policy, policy, settingName } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../sessions.ts";
import { type Setting, setTheScene } from "../setting.ts";
import { holdPause, pauseKey } from "../timeline/pause.ts";

describePostgres("thresholds and sweeps", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 3);
  });
  afterAll(async () => await scene.end());

  it("F12 · every threshold in every SQL function is the policy's: its name, its number, no other", async () => {
    const { rows } = await scene.admin.query<{ name: string; source: string }>(
      "select proname as name, prosrc as source from pg_proc where pronamespace = 'public'::regnamespace and proname like 'sync\\_%'",
    );
    const numbers = new Map((Object.keys(policy) as (keyof Policy)[]).map((name) => [settingName(name), policy[name]]));
    let asked = 0;
    for (const { name, source } of rows) {
      for (const [, setting, number] of source.matchAll(/sync_setting\('([^']+)', ([0-9.]+)\)/g)) {
        if (setting === "sincro.clock_offset") continue;
        expect([name, setting, Number(number)]).toEqual([name, setting, numbers.get(setting as string)]);
        asked += 1;
      }
      expect([name, source.match(/interval '(?!1 millisecond'|0')[^']*'/g)]).toEqual([name, null]);
    }
    expect(asked).toBeGreaterThan(20);
  });

  it("F13 · a run that completes between the sweep's list and its EXPIRE stays completed", async () => {
    const [sweeper, worker, holder] = scene.sessions as [Client, Client, Client];
    const { run } = await call<{ run: { id: string } }>(worker, "sync_start('stripe', p_worker => 'w1')");
    await scene.admin.query("alter function sync_expire rename to sync_expire_unpaused");
    await scene.admin.query(`create function sync_expire(p_run_id uuid, p_release boolean) returns sync_runs language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(${pauseKey});
        return sync_expire_unpaused(p_run_id, p_release);
      end $$`);
    await sweeper.query("select set_config('sincro.clock_offset', '61000', false)");
    const sweeperPid = await pidOf(sweeper);
    const release = await holdPause(holder);
    const sweeping = call(sweeper, "sync_sweep()");
    expect(await untilBlocked(scene.admin, sweeperPid, sweeping)).toBe("blocked");
    const complete = JSON.stringify({ type: "COMPLETE", fence: 2, worker: "w1", seq: 0 });
    expect(await call(worker, "sync_send($1, $2)", [run.id, complete])).toMatchObject({ applied: true });
    await release();
    expect(await sweeping).toEqual({ expired: [], released: [], due: [] });
    expect(await call(worker, "(select status from sync_runs where id = $1)", [run.id])).toBe("completed");
  });
});
