import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { call } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

/** Defects of a page's unity that once survived every other test. */
describePostgres("a page that cannot be written whole", (version) => {
  let scene: Setting;
  let worker: Client;
  let runId: string;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    [worker] = scene.sessions as [Client];
    await scene.admin.query("alter table sync_records add constraint refuses check (external_id <> 'refused')");
  });
  beforeEach(async () => {
    const { run } = await call<{ run: { id: string } }>(worker, "sync_restart('stripe', p_worker => 'w1')");
    runId = run.id;
  });
  afterAll(async () => await scene.end());

  const good = (id: string) => ({ object: "customer", id, data: { id } });
  const commit = (records: readonly object[]) =>
    call(worker, "sync_commit($1, 2, 'w1', 1, $2, $3)", [runId, JSON.stringify(records), '{"after": "b"}']);
  const everything = () =>
    call(
      worker,
      `jsonb_build_array((select to_jsonb(r) from sync_runs r where id = $1),
        (select jsonb_agg(e order by n) from sync_run_events e where run_id = $1),
        (select jsonb_agg(external_id) from sync_records))`,
      [runId],
    );

  it("F33 · a page whose rows cannot be written moves nothing: not the cursor, not a counter, not one row", async () => {
    const before = await everything();
    await expect(commit([good("a"), good("refused"), good("b")])).rejects.toMatchObject({ code: "23514" });
    expect(await everything()).toEqual(before);
  });

  it("F33 · a page with one malformed record moves nothing", async () => {
    const before = await everything();
    for (const malformed of [
      { object: "customer", id: "c" },
      { object: "customer", data: 1 },
      { id: "c", data: 1 },
    ]) {
      expect(await commit([good("a"), malformed, good("b")])).toMatchObject({ applied: false, reason: "invalid" });
    }
    expect(await everything()).toEqual(before);
  });
});
