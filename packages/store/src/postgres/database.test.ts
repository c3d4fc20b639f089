import { Client, Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { StoreUnderTest } from "../conformance/index.ts";
import { claimed, endAs, row, started } from "../conformance/steps.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { postgresStore } from "./postgres-store.ts";
import { postgresUnderTest } from "./under-test.ts";

/** What only a database with other writers can show. */
describePostgres("the postgres store beside other writers", (version) => {
  let database: TestDatabase;
  let pool: Pool;
  let other: Client;
  let under: StoreUnderTest;

  beforeAll(async () => {
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url });
    other = new Client({ connectionString: database.url });
    await other.connect();
  });
  beforeEach(async () => {
    under = await postgresUnderTest(pool);
  });
  afterAll(async () => {
    await other.end();
    await pool.end();
    await database.drop();
  });

  it("a sweep leaves out a run that somebody is writing, and takes it the next time", async () => {
    const busy = await claimed(under.store, { account: "busy" });
    const silent = await claimed(under.store, { account: "silent" });
    await under.advance(61_000);
    await other.query("begin");
    try {
      await other.query("select from sync_runs where id = $1 for no key update", [busy.runId]);
      expect((await under.store.sweep()).expired.map(({ id }) => id)).toEqual([silent.runId]);
      // A start of its scope does not wait for that writer either: it answers who holds the scope.
      const answer = await under.store.start({ source: "stripe", account: "busy" });
      expect(answer).toMatchObject({ outcome: "conflict", run: { id: busy.runId, status: "running" } });
    } finally {
      await other.query("rollback");
    }
    expect((await under.store.sweep()).expired.map(({ id }) => id)).toEqual([busy.runId]);
  });

  /** Stops every start that resumes between its look for the request id and its look for the active run. */
  async function stopStarts(): Promise<() => Promise<void>> {
    const { rows } = await other.query<{ source: string }>(
      "select pg_get_functiondef('sync_is_resumable'::regproc) as source",
    );
    await other.query("select pg_advisory_lock(7002)");
    await other.query(`create or replace function public.sync_is_resumable(p_status text) returns boolean
      language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(7002); return true; end $$`);
    return async () => {
      await other.query(rows[0]?.source ?? "");
      await other.query("select pg_advisory_unlock(7002)");
    };
  }

  const stopped = async () => {
    const { rows } = await other.query("select from pg_locks where locktype = 'advisory' and not granted");
    return rows.length > 0;
  };

  it("a start that is repeated while the first is under way is told the same, whenever that commits", async () => {
    const requestId = "0b6c4f0e-4d3a-4f0d-9a53-1a2b3c4d5e6f";
    const held = await claimed(under.store);
    await endAs(under.store, held, "failed");
    const release = await stopStarts();
    const repeated = under.store.start({ source: "stripe", resumeFrom: held.runId, requestId });
    while (!(await stopped())) await new Promise(setImmediate);
    const run = await started(under.store, { requestId });
    await release();
    expect(await repeated).toEqual({ outcome: "started", repeated: true, run, cancelled: [] });
  });

  it("runs that older code inserted within one millisecond are listed each once", async () => {
    for (let n = 0; n < 5; n += 1) {
      await other.query(
        "insert into sync_runs (source, account, status, started_at) values ('old', $1, 'completed', $2)",
        [`account-${n}`, `2026-11-24T10:00:00.00000${n}Z`],
      );
    }
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const { runs, next } = await under.store.list({ source: "old", limit: 2, before });
      seen.push(...runs.map(({ account }) => account));
      before = next ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual(["account-4", "account-3", "account-2", "account-1", "account-0"]);
  });

  it("rows read the same whatever the session's time zone", async () => {
    const run = await started(under.store);
    const elsewhere = new Pool({ connectionString: database.url, options: "-c timezone=America/Mexico_City" });
    try {
      expect(await row(postgresStore(elsewhere), run.id)).toEqual(run);
    } finally {
      await elsewhere.end();
    }
  });

  it("a search path without public changes nothing", async () => {
    const elsewhere = new Pool({ connectionString: database.url, options: "-c search_path=pg_catalog" });
    try {
      const store = postgresStore(elsewhere);
      const held = await claimed(store, { account: "path" });
      await store.commit({ ...held, seq: 1, records: [{ object: "customers", id: "a", data: 1 }], checkpoint: 1 });
      expect(await row(store, held.runId)).toMatchObject({ total_inserted: 1 });
      expect((await store.list()).runs).toHaveLength(1);
    } finally {
      await elsewhere.end();
    }
  });
});
