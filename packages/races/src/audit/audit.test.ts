import { checkInvariants, type Query } from "@sincro/store/invariants";
import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Scope } from "../explorer/scenario.ts";
import { call } from "../sessions.ts";
import { type Setting, setTheScene } from "../setting.ts";
import { auditViolations, installAudit } from "./index.ts";

const scope: Scope = { source: "stripe", account: "default" };
const page = JSON.stringify([1, 2, 3].map((index) => ({ object: "customer", id: `c${index}`, data: { index } })));

describePostgres("the witness", (version) => {
  let scene: Setting;
  let one: Client;
  let two: Client;
  const query: Query = (sql, values) => scene.admin.query(sql, values);
  const names = async () => (await auditViolations(query, scope)).map(({ invariant }) => invariant);

  beforeEach(async () => {
    scene = await setTheScene(version, 2);
    [one, two] = scene.sessions as [Client, Client];
    await installAudit(scene.admin);
  });
  afterEach(async () => await scene.end());

  const start = async () => {
    const { run } = await call<{ run: { id: string } }>(one, "sync_start('stripe', p_worker => 'w1')");
    return run.id;
  };
  const commit = (id: string, seq: number) =>
    call(one, "sync_commit($1, 2, 'w1', $2, $3, $4)", [id, seq, page, JSON.stringify({ seq })]);
  const cancel = () => call(two, `sync_cancel('{"all": true}', 'ana')`);

  /** The old design's database: the rows are there, what guards them is not. */
  async function dropGuards(): Promise<void> {
    await scene.admin.query("drop trigger sync_guard on sync_runs");
    await scene.admin.query("drop index sync_runs_active");
  }
  const oldStart = async (status = "running") => {
    const { rows } = await one.query<{ id: string }>(
      "insert into sync_runs (source, status) values ('stripe', $1) returning id",
      [status],
    );
    return rows[0]?.id as string;
  };
  const oldWrite = (session: Client, id: string, key: string) =>
    session.query(
      `insert into sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
       values ('stripe', 'default', 'customer', $2, '{}', md5('{}')::uuid, $1, now())
       on conflict (source, account, object, external_id) do update set run_id = excluded.run_id, synced_at = excluded.synced_at`,
      [id, key],
    );

  it("has nothing to say of runs that start, commit, end, are restarted, resumed and pruned", async () => {
    const id = await start();
    await commit(id, 1);
    await commit(id, 2);
    await call(two, "sync_restart('stripe')");
    await commit(id, 3);
    await call(two, "sync_send($1, $2)", [id, JSON.stringify({ type: "STOPPED", fence: 2, worker: "w1" })]);
    await cancel();
    await call(two, "sync_start('stripe', p_resume_from => $1)", [id]);
    await cancel();
    await call(two, "sync_prune('0')");
    expect(await auditViolations(query)).toEqual([]);
    expect(await checkInvariants(query)).toEqual([]);
  });

  it("a mark that a record is missing is no writing of a run that is over", async () => {
    const id = await start();
    await commit(id, 1);
    await cancel();
    const { run } = await call<{ run: { id: string } }>(one, "sync_start('stripe', p_worker => 'w1')");
    await call(one, "sync_commit($1, 2, 'w1', 1, '[]', '1')", [run.id]);
    const marked = await call(one, "sync_mark_missing($1, 2, 'w1', '{customer}')", [run.id]);
    expect(marked).toMatchObject({ applied: true, marked: 3 });
    expect(await auditViolations(query)).toEqual([]);
    expect(await checkInvariants(query)).toEqual([]);
  });

  it("a transaction that rolls back leaves no trace", async () => {
    const id = await start();
    await cancel();
    await dropGuards();
    await one.query("begin");
    await one.query("update sync_runs set status = 'running' where id = $1", [id]);
    await one.query("rollback");
    expect(await names()).toEqual([]);
  });

  it("ended-for-good · F20 a cancelled run runs again, by whatever role", async () => {
    const id = await start();
    await cancel();
    await dropGuards();
    await scene.admin.query("set session_replication_role = replica");
    await scene.admin.query("update sync_runs set status = 'running' where id = $1", [id]);
    expect(await auditViolations(query, scope)).toEqual([
      { invariant: "ended-for-good", runId: id, detail: "it was cancelled, and then status = running" },
    ]);
  });

  it("no-write-after-fence · F21 a record written after the end", async () => {
    await dropGuards();
    const id = await oldStart();
    await oldWrite(one, id, "before");
    await two.query("update sync_runs set status = 'cancelled' where id = $1", [id]);
    await oldWrite(one, id, "after");
    await oldWrite(one, id, "before");
    expect(await names()).toEqual(["no-write-after-fence", "no-write-after-fence"]);
  });

  it("no-write-after-fence · F21 a record written before the end, and committed after it", async () => {
    await dropGuards();
    const id = await oldStart();
    await one.query("begin");
    await oldWrite(one, id, "leaks");
    await two.query("update sync_runs set status = 'cancelled' where id = $1", [id]);
    await one.query("commit");
    expect(await names()).toEqual(["no-write-after-fence"]);
  });

  it("no-write-after-fence · F7 a record committed after another worker was given the run", async () => {
    await dropGuards();
    const id = await oldStart();
    await one.query("begin");
    await oldWrite(one, id, "leaks");
    await two.query("update sync_runs set fence = fence + 1 where id = $1", [id]);
    await one.query("commit");
    expect(await names()).toEqual(["no-write-after-fence"]);
  });

  it("one-active-run · F14 two runs at once, also when both are over by now", async () => {
    await dropGuards();
    const ids = [await oldStart(), await oldStart()];
    for (const id of ids) await one.query("update sync_runs set status = 'completed' where id = $1", [id]);
    await oldStart();
    expect(await auditViolations(query, scope)).toMatchObject([{ invariant: "one-active-run", runId: ids[1] }]);
  });

  it("fence-moves-on and counters-add-up · F27 what only grows has fallen", async () => {
    await dropGuards();
    const id = await oldStart();
    await one.query("update sync_runs set fence = 4, total_fetched = 20 where id = $1", [id]);
    await one.query("update sync_runs set fence = 3, total_fetched = 10 where id = $1", [id]);
    expect(await names()).toEqual(["counters-add-up", "fence-moves-on"]);
  });

  it("F34 · nothing-vanishes: an active run or a record deleted, a table emptied", async () => {
    const id = await start();
    await commit(id, 1);
    await scene.admin.query("delete from sync_records where external_id = 'c1'");
    await scene.admin.query("delete from sync_runs");
    expect(await names()).toEqual(["nothing-vanishes", "nothing-vanishes"]);
    await scene.admin.query("truncate sync_records");
    expect((await auditViolations(query)).at(-1)).toEqual({
      invariant: "nothing-vanishes",
      runId: null,
      detail: "sync_records was emptied",
    });
  });
});
