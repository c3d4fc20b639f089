import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../sessions.ts";
import { type Setting, setTheScene } from "../setting.ts";
import { holdPause, patchFunction, pauseBeforeRows } from "./pause.ts";

const page = JSON.stringify(
  Array.from({ length: 50 }, (_, index) => ({ object: "customer", id: `c${index}`, data: { index } })),
);

interface Answer {
  readonly applied: boolean;
  readonly reason: string | null;
  readonly run: { readonly id: string; readonly status: string };
}

describePostgres("a cancel and a commit", (version) => {
  let scene: Setting;
  let worker: Client;
  let operator: Client;
  let holder: Client;
  let runId: string;

  beforeEach(async () => {
    scene = await setTheScene(version, 3);
    [worker, operator, holder] = scene.sessions as [Client, Client, Client];
    const { run } = await call<Answer>(worker, "sync_start('stripe', p_worker => 'w1')");
    runId = run.id;
  });

  afterEach(async () => await scene.end());

  const commit = (seq: number) =>
    call<Answer>(worker, "sync_commit($1, 2, 'w1', $2, $3, $4)", [runId, seq, page, JSON.stringify({ seq })]);
  const cancel = () => call<{ cancelled: number }>(operator, "sync_cancel($1, 'ana')", [JSON.stringify({ runId })]);
  const rows = () => call<number>(operator, "(select count(*)::int from sync_records)");

  /** T0 commit checks · T1 cancel · T2 commit writes. Answers the rows at the cancel's answer and in the end. */
  async function cancelBetweenCheckAndWrite(): Promise<{ committed: Answer; atAnswer: number; inTheEnd: number }> {
    await pauseBeforeRows(scene.admin);
    const release = await holdPause(holder);
    const [workerPid, operatorPid] = [await pidOf(worker), await pidOf(operator)];
    const committing = commit(1);
    expect(await untilBlocked(scene.admin, workerPid, committing)).toBe("blocked");
    const cancelling = cancel();
    const waits = await untilBlocked(scene.admin, operatorPid, cancelling);
    if (waits === "blocked") await release();
    await cancelling;
    const atAnswer = await rows();
    if (waits === "done") await release();
    return { committed: await committing, atAnswer, inTheEnd: await rows() };
  }

  it("F21 · a cancel between the check and the write of a commit waits for the page: not one row after its answer", async () => {
    const { committed, atAnswer, inTheEnd } = await cancelBetweenCheckAndWrite();
    expect(committed.applied).toBe(true);
    expect(atAnswer).toBe(50);
    expect(inTheEnd).toBe(atAnswer);
    expect(await commit(2)).toMatchObject({ applied: false, reason: "fenced", run: { status: "cancelled" } });
    expect(await rows()).toBe(50);
  });

  const withoutLock = () =>
    patchFunction(scene.admin, "sync_commit", "where id = p_run_id for no key update", "where id = p_run_id");

  it("F21 · the same without the row lock runs into the guard trigger, and the page is rolled back", async () => {
    await withoutLock();
    await expect(cancelBetweenCheckAndWrite()).rejects.toThrow("is cancelled and stays so");
    expect(await rows()).toBe(0);
  });

  it("F21 · the same without lock and trigger lets the page in after the cancel's answer: the two are what decides", async () => {
    await withoutLock();
    await scene.admin.query("alter table sync_runs disable trigger sync_guard");
    expect(await cancelBetweenCheckAndWrite()).toMatchObject({ atAnswer: 0, inTheEnd: 50 });
  });

  it("F21 · thirty cancels racing thirty streams of commits: rows at the answer are the rows in the end", async () => {
    for (let round = 0; round < 30; round += 1) {
      const { run } = await call<Answer>(operator, "sync_start($1, p_worker => 'w1')", [`race ${round}`]);
      const stream = (async () => {
        for (let seq = 1; ; seq += 1) {
          const answer = await call<Answer>(worker, "sync_commit($1, 2, 'w1', $2, $3, $4)", [
            run.id,
            seq,
            page.replaceAll('"c', `"${seq}-`),
            JSON.stringify({ seq }),
          ]);
          if (!answer.applied) return answer;
        }
      })();
      const count = () =>
        call<number>(operator, "(select count(*)::int from sync_records where run_id = $1)", [run.id]);
      while ((await count()) < 100) await new Promise(setImmediate);
      await call(operator, "sync_cancel($1, 'ana')", [JSON.stringify({ runId: run.id })]);
      const atAnswer = await count();
      expect(await stream).toMatchObject({ reason: "fenced" });
      expect(await count()).toBe(atAnswer);
    }
  });

  it("F20, F22 · a zombie's COMPLETE, FAIL, YIELD and BEAT after the cancel change nothing and are noted once", async () => {
    await cancel();
    const before = await call(operator, "(select to_jsonb(r) from sync_runs r)");
    const own = { fence: 2, worker: "w1" };
    for (const event of [
      { type: "COMPLETE", ...own, seq: 0 },
      { type: "COMPLETE", ...own, seq: 0 },
      { type: "FAIL", ...own, error: { code: "x", message: "x" } },
      { type: "YIELD", ...own, reason: "budget" },
      { type: "BEAT", ...own },
    ]) {
      expect(await call(worker, "sync_send($1, $2)", [runId, JSON.stringify(event)])).toMatchObject({
        applied: false,
        reason: "fenced",
      });
    }
    expect(await call(operator, "(select to_jsonb(r) from sync_runs r)")).toEqual(before);
    const noted = await call(operator, "(select jsonb_agg(event order by n) from sync_run_events where not applied)");
    expect(noted).toEqual(["COMPLETE", "FAIL", "YIELD", "BEAT"]);
  });

  it("F13 · a sweep never overwrites an ending, and a zombie of an expired slice cannot complete the run", async () => {
    await worker.query("select set_config('sincro.clock_offset', '61000', false)");
    expect(await call(worker, "sync_sweep()")).toMatchObject({
      expired: [{ id: runId, status: "continuing", fence: 3 }],
    });
    expect(
      await call(worker, "sync_send($1, $2)", [
        runId,
        JSON.stringify({ type: "COMPLETE", fence: 2, worker: "w1", seq: 0 }),
      ]),
    ).toMatchObject({
      reason: "fenced",
      run: { status: "continuing" },
    });
    await cancel();
    await worker.query("select set_config('sincro.clock_offset', '999999999', false)");
    expect(await call(worker, "sync_sweep(true)")).toMatchObject({ expired: [], released: [] });
  });

  it("the emergency statement that operators know cancels, fences the workers and is in the history", async () => {
    await call(operator, "sync_start('paypal', p_worker => 'w2')");
    const emergency =
      "UPDATE sync_runs SET status='cancelled', completed_at=now(), error_message='parada' WHERE status IN ('running','continuing')";
    expect((await operator.query(emergency)).rowCount).toBe(2);
    expect(await commit(1)).toMatchObject({ applied: false, reason: "fenced", run: { status: "cancelled" } });
    expect(await rows()).toBe(0);
    const events = await call(
      operator,
      "(select jsonb_agg(jsonb_build_array(event, actor_kind, detail -> 'reason')) from sync_run_events where event = 'CANCEL')",
    );
    expect(events).toEqual([
      ["CANCEL", "sql", "parada"],
      ["CANCEL", "sql", "parada"],
    ]);
  });

  it.for([
    ["F20 · running again", "cancelled", "update sync_runs set status = 'running'"],
    ["F22 · completed after the cancel", "cancelled", "update sync_runs set status = 'completed'"],
    ["a counter of an ended run", "cancelled", "update sync_runs set total_fetched = 1"],
    ["completed by hand", "running", "update sync_runs set status = 'completed'"],
    ["a lease by hand", "running", "update sync_runs set deadline_at = now() + interval '1 year'"],
    ["a fence by hand", "running", "update sync_runs set fence = fence + 1"],
    ["a cursor by hand", "running", "update sync_runs set checkpoint = '{}'"],
    ["F23 · canceled with one l", "running", "update sync_runs set status = 'canceled'"],
    ["F39 · paused", "running", "update sync_runs set status = 'paused'"],
    ["a second active run of the scope", "running", "insert into sync_runs (source) values ('stripe')"],
    ["a rewritten history", "running", "update sync_run_events set applied = false"],
  ] as const)("hand-written SQL is refused for the owner and for a superuser: %s", async ([, status, statement]) => {
    if (status === "cancelled") await cancel();
    const before = await call(operator, "(select to_jsonb(r) from sync_runs r)");
    await expect(operator.query(statement)).rejects.toThrow();
    await expect(scene.admin.query(statement)).rejects.toThrow();
    expect(await call(operator, "(select to_jsonb(r) from sync_runs r)")).toEqual(before);
  });

  it("code that inserted its run itself may move it, under the same table", async () => {
    const insert =
      "insert into sync_runs (source, status) values ('old', 'running') returning id, deadline_at > sync_now() as watched, fence::int";
    const {
      rows: [old],
    } = await operator.query<{ id: string; watched: boolean; fence: number }>(insert);
    expect(old).toMatchObject({ watched: true, fence: 0 });
    const deadline = () => call<string>(operator, "(select deadline_at from sync_runs where id = $1)", [old?.id]);
    const first = await deadline();
    await operator.query("update sync_runs set checkpoint = '{\"page\": 2}', total_fetched = 100 where id = $1", [
      old?.id,
    ]);
    expect(Date.parse(await deadline())).toBeGreaterThanOrEqual(Date.parse(first));
    await operator.query("update sync_runs set status = 'completed', completed_at = now() where id = $1", [old?.id]);
    await expect(operator.query("update sync_runs set status = 'running' where id = $1", [old?.id])).rejects.toThrow(
      "stays so",
    );
    expect(
      await call(operator, "(select jsonb_agg(event order by n) from sync_run_events where run_id = $1)", [old?.id]),
    ).toEqual(["START", "COMPLETE"]);
  });
});
