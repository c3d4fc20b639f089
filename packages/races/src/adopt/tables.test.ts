import { adopt, planAdoption } from "@sincro/store/adopt";
import { checkInvariants, invariants, liveness } from "@sincro/store/invariants";
import { postgresStore } from "@sincro/store/postgres";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import * as fc from "fast-check";
import { Client, Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dirtyRow, dirtyTable } from "./dirty.ts";
import { brokenPromises, fingerprint, keepEvidence, layOut } from "./evidence.ts";
import { readOlder } from "./read.ts";

/** Tables that are tried on each PostgreSQL. */
const numRuns = Number(process.env.SINCRO_HISTORIES ?? 12);

describePostgres("adopt · any older table", (version) => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await testDatabase({ version, migrate: false });
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it("F14 F23 F38 F39 F59 · keeps its runs, their times and their values, has one active run of a scope, and works", async () => {
    const tables = dirtyTable.chain((table) =>
      fc.record({
        table: fc.constant(table),
        rows: fc.uniqueArray(dirtyRow(Date.now(), table), { selector: ({ id }) => id, maxLength: 60 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(tables, async ({ table, rows }) => {
        await layOut(client, table, rows);
        await keepEvidence(client);
        const plan = await planAdoption(client, { read: readOlder });
        expect(await adopt(client, { read: readOlder })).toEqual(plan);
        expect(await brokenPromises(client)).toEqual([]);
        const ask = (sql: string, values: unknown[]) => client.query(sql, values);
        expect(await checkInvariants(ask, { of: [...invariants, ...liveness] })).toEqual([]);
        if (table.isReferenced && table.key !== "") {
          const { rows: found } = await client.query(
            "select count(*)::int from imports join sync_runs r on r.id = run",
          );
          expect(found).toEqual([{ count: rows.length }]);
          await client.query("alter table imports validate constraint imports_run_fkey");
        }
        const before = await fingerprint(client);
        expect(await adopt(client, { read: readOlder })).toEqual({ kind: "ours" });
        expect(await fingerprint(client)).toBe(before);
        await works(rows.length);
      }),
      { numRuns, endOnFailure: true, ...(process.env.SINCRO_SEED && { seed: Number(process.env.SINCRO_SEED) }) },
    );
  });

  /** Every run can be read, and one of Sincro's own gets from its start to its end. */
  async function works(count: number): Promise<void> {
    const pool = new Pool({ connectionString: database.url, max: 2 });
    try {
      const store = postgresStore(pool);
      const { runs, next } = await store.list({ limit: 100 });
      expect([runs.length, next]).toEqual([count, null]);
      const got = await store.start({ source: "stripe", account: "new", mode: "full" });
      if (got.outcome !== "started") throw new Error(got.outcome);
      const claimed = await store.send(got.run.id, { type: "CLAIM", worker: "w" });
      const hold = { fence: claimed.run?.fence as number, worker: "w" };
      await store.commit({ runId: got.run.id, ...hold, seq: 1, records: [], checkpoint: 1 });
      expect(await store.send(got.run.id, { type: "COMPLETE", ...hold, seq: 1 })).toMatchObject({ applied: true });
    } finally {
      await pool.end();
    }
  }
});
