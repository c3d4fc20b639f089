import { adopt } from "@sincro/store/adopt";
import { checkInvariants } from "@sincro/store/invariants";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import * as fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DirtyTable, dirtyRow } from "./dirty.ts";
import { brokenPromises, fingerprint, keepEvidence, layOut } from "./evidence.ts";
import { readOlder } from "./read.ts";

/** `npm run test:slow` takes 100,000; a tenth of it is adopted in the same statements. */
const count = Number(process.env.SINCRO_ADOPT_RUNS ?? 10_000);
/** So many rows are made by chance; the table has each of them many times, under ids of their own. */
const kinds = 1_000;
/** Far more than it takes (docs/guides/adopt.md says how long that is), on a machine that does something else as well. */
const limitMs = 120_000;

const table: DirtyTable = {
  idType: "uuid",
  timeType: "timestamp",
  statusType: "varchar(40)",
  countType: "integer",
  jsonType: "jsonb",
  key: "primary key",
  isReferenced: true,
  hasTimeout: true,
  hasUpdatedAt: false,
  hasAccount: false,
  indexes: 2,
  hasUniqueRunning: false,
};

describePostgres("adopt · a large table", (version) => {
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

  it("F14 F23 F59 · is adopted whole, within minutes, and nothing of it is lost", {
    timeout: 10 * limitMs,
  }, async () => {
    const rows = fc.sample(dirtyRow(Date.now(), table), { numRuns: kinds, seed: 2026 });
    await layOut(client, table, rows);
    await client.query(
      `create temporary table kinds as select * from public.sync_runs;
       alter table kinds drop column id;
       truncate public.sync_runs cascade;
       insert into public.sync_runs select gen_random_uuid(), kinds.* from kinds, generate_series(1, ${count / kinds});
       insert into public.imports select id, row_number() over () from public.sync_runs;
       analyze public.sync_runs`,
    );
    await keepEvidence(client);
    const began = performance.now();
    const adoption = await adopt(client, { read: readOlder });
    const ms = performance.now() - began;
    console.log(`PostgreSQL ${version}: ${count} runs adopted in ${(ms / 1000).toFixed(1)} s`);
    expect(adoption).toMatchObject({
      kind: "older",
      plan: { sayings: expect.arrayContaining([{ kind: "rows", count, changed: expect.any(Number) }]) },
    });
    expect(ms).toBeLessThan(limitMs);
    expect(await brokenPromises(client)).toEqual([]);
    expect(await checkInvariants((sql, values) => client.query(sql, values))).toEqual([]);
    const { rows: found } = await client.query("select count(*)::int from imports join sync_runs r on r.id = run");
    expect(found).toEqual([{ count }]);
    const before = await fingerprint(client);
    expect(await adopt(client, { read: readOlder })).toEqual({ kind: "ours" });
    expect(await fingerprint(client)).toBe(before);
  });
});
