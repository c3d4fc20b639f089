import { checkInvariants, type Query } from "@sincro/store/invariants";
import { postgresStore } from "@sincro/store/postgres";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { startRun, withRun } from "@sincro/worker";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

describePostgres(
  "a database that takes its time over each record, and stops statements that take too long",
  (version) => {
    let database: TestDatabase;
    let pool: Pool;
    beforeAll(async () => {
      database = await testDatabase({ version });
      pool = new Pool({ connectionString: database.url, statement_timeout: 1_000 });
      await pool.query(`create function public.slow() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.01); return new; end $$`);
      await pool.query("create trigger slow before insert on sync_records for each row execute function slow()");
    });
    afterAll(async () => {
      await pool.end();
      await database.drop();
    });

    it("F49 · pages that never fit get through in parts, each record once, and every promise holds", async () => {
      const store = postgresStore(pool);
      const got = await startRun(store, { source: "stripe", mode: "full" });
      if (got.outcome !== "started") throw new Error(got.outcome);
      const faults: unknown[] = [];
      const outcome = await withRun(
        store,
        got.run,
        async (run) => {
          for (const page of [1, 2]) {
            const records = Array.from({ length: 200 }, (_, n) => ({
              object: "customer",
              id: `${page}-${n}`,
              data: { n },
            }));
            await run.commit({ records, checkpoint: page });
          }
        },
        { onFault: (error) => void faults.push(error) },
      );
      expect(outcome).toMatchObject({ kind: "completed", run: { total_fetched: 400, total_inserted: 400 } });
      expect(faults[0]).toMatchObject({ code: "store_timeout" });
      const { rows } = await pool.query("select count(*)::int as n from sync_records");
      expect(rows).toEqual([{ n: 400 }]);
      const query: Query = (sql, values) => pool.query(sql, values && [...values]);
      expect(await checkInvariants(query)).toEqual([]);
    });
  },
);
