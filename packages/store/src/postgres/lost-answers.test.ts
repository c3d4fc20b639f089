import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { applied, proof, row, started, stripe } from "../conformance/steps.ts";
import type { RunStore } from "../port.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import type { Queryable } from "./pool.ts";
import { postgresStore } from "./postgres-store.ts";

/** Every statement is run, and the first answer of each two is lost on its way. */
function losingAnswers(pool: Pool): Queryable {
  let calls = 0;
  return {
    query: async (query) => {
      const answer = await pool.query(query);
      calls += 1;
      if (calls % 2 === 1) throw new Error("Connection terminated unexpectedly");
      return answer;
    },
  };
}

describePostgres("a store whose answers are lost", (version) => {
  let database: TestDatabase;
  let pool: Pool;
  let store: RunStore;

  beforeAll(async () => {
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url });
  });
  beforeEach(async () => {
    await pool.query("truncate public.sync_runs, public.sync_run_events, public.sync_records");
    store = postgresStore(losingAnswers(pool));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const eventsOf = async (id: string) => (await store.events(id)).map(({ event }) => event);
  const repeated = { applied: false, reason: "repeated" };

  it("F14 · starts one run, and answers it", async () => {
    const run = await started(store);
    expect((await store.list()).runs).toEqual([run]);
    expect(await eventsOf(run.id)).toEqual(["START"]);
  });

  it("F18 · restarts once", async () => {
    await started(store);
    const run = await started(store, { onConflict: "restart" });
    expect((await store.list({ active: true })).runs).toEqual([run]);
    expect((await store.list()).runs).toHaveLength(2);
  });

  it("F16 F27 · claims, commits and completes once", async () => {
    const run = await started(store);
    expect(await store.send(run.id, { type: "CLAIM", worker: "w1" })).toMatchObject({ ...repeated, run: { fence: 2 } });
    const held = { runId: run.id, fence: 2, worker: "w1" };
    const records = [{ object: "customers", id: "a", data: 1 }];
    for (const seq of [1, 2]) {
      expect(await store.commit({ ...held, seq, records, checkpoint: seq })).toMatchObject(repeated);
    }
    expect(await row(store, run.id)).toMatchObject({ commit_seq: 2, total_fetched: 2, total_inserted: 1 });
    expect(await store.send(run.id, { type: "COMPLETE", ...proof(held), seq: 2 })).toMatchObject({
      ...repeated,
      run: { status: "completed" },
    });
    expect(await eventsOf(run.id)).toEqual(["START", "CLAIM", "COMMIT", "COMMIT", "COMPLETE"]);
  });

  it("hands back, fails, cancels and stops once", async () => {
    const first = await started(store, { worker: "w1" });
    const hold = { fence: 2, worker: "w1" };
    const error = { code: "boom", message: "It broke." };
    await store.send(first.id, { type: "YIELD", ...hold, reason: "retry", error });
    expect(await row(store, first.id)).toMatchObject({ attempts: 1, status: "continuing" });
    await store.send(first.id, { type: "CLAIM", worker: "w2" });
    await store.send(first.id, { type: "FAIL", fence: 3, worker: "w2", error });
    expect(await eventsOf(first.id)).toEqual(["START", "CLAIM", "YIELD", "CLAIM", "FAIL"]);

    const next = await started(store, { worker: "w1" });
    expect(await store.cancel({ runId: next.id }, "ana")).toMatchObject([{ to: "cancelled" }]);
    await store.send(next.id, { type: "STOPPED", ...hold });
    expect(await eventsOf(next.id)).toEqual(["START", "CLAIM", "CANCEL", "STOPPED"]);
  });

  it("a second worker's claim is told from a repeated one", async () => {
    const run = await started(postgresStore(pool), stripe);
    await applied(postgresStore(pool).send(run.id, { type: "CLAIM", worker: "w1" }));
    expect(await store.send(run.id, { type: "CLAIM", worker: "w2" })).toMatchObject({ reason: "held" });
  });
});
