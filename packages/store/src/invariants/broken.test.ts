import { Client, Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applied, claim, claimed, endAs, page, proof, started } from "../conformance/steps.ts";
import { postgresUnderTest } from "../postgres/under-test.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { type Breakage, breakages, standstills } from "./breakages.test-kit.ts";
import { checkInvariants, invariants, liveness, type Query } from "./index.ts";

const records = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ object: "customers", id: `c${from + index}`, data: 1 }));

const dropChecks = `do $$ declare name text; begin
  for name in select conname from pg_constraint where conrelid = 'sync_runs'::regclass and contype = 'c' loop
    execute format('alter table sync_runs drop constraint %I', name);
  end loop;
end $$`;

describePostgres("a broken promise is noticed", (version) => {
  let database: TestDatabase;
  let admin: Client;
  const query: Query = (sql, values) => admin.query(sql, values);

  beforeAll(async () => {
    database = await testDatabase({ version });
    const pool = new Pool({ connectionString: database.url });
    const { store } = await postgresUnderTest(pool);
    const first = await claimed(store, { source: "ended" });
    await applied(store.commit(page(first, 1, { records: records(0, 3) })));
    await applied(store.commit(page(first, 2, { records: records(3, 2) })));
    await applied(store.send(first.runId, { type: "YIELD", ...proof(first), reason: "budget" }));
    const second = await claim(store, first.runId, "w2");
    await applied(store.commit(page(second, 3, { records: records(5, 1) })));
    await endAs(store, second, "completed");
    await applied(store.send(second.runId, { type: "STOPPED", ...proof(second) }));
    const held = await claimed(store, { source: "held" });
    await applied(store.commit(page(held, 1, { records: records(0, 1) })));
    const waits = await claimed(store, { source: "waiting" });
    await applied(store.send(waits.runId, { type: "YIELD", ...proof(waits), reason: "rate_limited" }));
    await started(store, { source: "fresh" });
    await pool.end();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  async function noticed({ sql }: Breakage, of = invariants) {
    await admin.query("begin");
    try {
      // No guard trigger, no append-only history, no CHECK: what a broken function or a dropped guard would let through.
      await admin.query("set local session_replication_role = replica");
      await admin.query(dropChecks);
      for (const statement of sql) await admin.query(statement);
      return (await checkInvariants(query, { of })).map(({ invariant }) => invariant);
    } finally {
      await admin.query("rollback");
    }
  }

  it("by nothing, while none is", async () => {
    expect(await checkInvariants(query)).toEqual([]);
  });

  it.for(breakages.map((breakage) => [breakage.title, breakage] as const))("%s", async ([, breakage]) => {
    expect(await noticed(breakage)).toEqual(breakage.noticed);
  });

  it.for(standstills.map((breakage) => [breakage.title, breakage] as const))("%s", async ([, breakage]) => {
    expect(await noticed(breakage, liveness)).toEqual(breakage.noticed);
  });
});

it("every invariant has a test in which it fails", () => {
  const named = [...breakages, ...standstills].flatMap((breakage) => breakage.noticed);
  expect([...invariants, ...liveness].map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
});
