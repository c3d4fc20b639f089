import { Client, Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { StoreUnderTest } from "../conformance/index.ts";
import { applied, claim, claimed, endAs, hour, minute, page, proof, started } from "../conformance/steps.ts";
import { postgresUnderTest } from "../postgres/under-test.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { checkInvariants, liveness, type Query } from "./index.ts";

const records = (from: number, count: number, data = 1) =>
  Array.from({ length: count }, (_, index) => ({ object: "customers", id: `c${from + index}`, data }));

describePostgres("the invariants of an honest database", (version) => {
  let database: TestDatabase;
  let pool: Pool;
  let other: Client;
  let under: StoreUnderTest;
  const query: Query = (sql, values) => other.query(sql, values);

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

  it("hold in an empty one", async () => {
    expect(await checkInvariants(query)).toEqual([]);
    expect(await checkInvariants(query, { of: liveness })).toEqual([]);
  });

  it("hold after pages, yields, silences, endings, a resumption, a restart and a prune", async () => {
    const { store, advance } = under;
    const first = await claimed(store);
    await applied(store.commit(page(first, 1, { records: records(0, 5) })));
    await applied(store.commit(page(first, 2, { records: [...records(3, 4, 2), ...records(3, 1, 3)] })));
    await applied(store.commit(page(first, 3, { records: [], checkpoint: { page: 2 } })));
    await advance(minute + 1);
    await store.sweep();
    const second = await claim(store, first.runId, "w2");
    await applied(store.send(first.runId, { type: "YIELD", ...proof(second), reason: "rate_limited" }));
    const third = await claim(store, first.runId, "w3");
    await endAs(store, third, "cancelled");
    await applied(store.send(first.runId, { type: "STOPPED", ...proof(third) }));
    const resumed = await claimed(store, { resumeFrom: first.runId, onConflict: "restart" }, "w4");
    await applied(store.commit(page(resumed, 1, { records: records(0, 9, 7) })));
    await endAs(store, resumed, "completed");
    await started(store, { dryRun: true });
    await claimed(store, { onConflict: "restart", dryRun: true }, "w5").then((held) =>
      applied(store.commit(page(held, 1, { records: records(0, 3, 8), checkpoint: null }))),
    );
    expect(await checkInvariants(query)).toEqual([]);
    expect(await checkInvariants(query, { source: "stripe", account: "default" })).toEqual([]);
    await advance(hour);
    expect(await store.prune(0)).toBe(1);
    expect(await checkInvariants(query)).toEqual([]);
  });

  it("hold of runs that older code inserted, moved and ended itself, and of one that the sweep took over", async () => {
    const { store, advance } = under;
    const insert =
      "insert into sync_runs (source, status, checkpoint, total_fetched) values ($1, $2, '{\"p\":1}', 7) returning id";
    await other.query(insert, ["ended", "completed"]);
    const { rows } = await other.query<{ id: string }>(insert, ["moved", "running"]);
    for (const status of ["continuing", "running", "completed"]) {
      await other.query("update sync_runs set status = $2, total_fetched = total_fetched + 1 where id = $1", [
        rows[0]?.id,
        status,
      ]);
    }
    const { rows: taken } = await other.query<{ id: string }>(insert, ["taken", "running"]);
    await advance(11 * minute);
    await claimed(store, { source: "taken", account: "beside" });
    await store.sweep();
    const held = await claim(store, taken[0]?.id as string, "w2");
    await applied(store.commit(page(held, 1, { records: records(0, 3) })));
    await other.query(`set sincro.clock_offset = ${11 * minute}`);
    await other.query(
      "update sync_runs set status = 'cancelled', completed_at = now(), error_message = 'x' where status in ('running', 'continuing')",
    );
    expect(await checkInvariants(query)).toEqual([]);
    await other.query("reset sincro.clock_offset");
  });

  it("hold of records that were pushed over a run's, in the same millisecond too", async () => {
    const { store } = under;
    const held = await claimed(store);
    await applied(store.commit(page(held, 1, { records: records(0, 5) })));
    await store.push({ source: "stripe", records: records(3, 4, 2) });
    expect(await checkInvariants(query)).toEqual([]);
    await other.query(
      "update sync_records set synced_at = (select max(at) from sync_run_events where event = 'COMMIT')",
    );
    expect(await checkInvariants(query)).toEqual([]);
    await endAs(store, held, "completed");
    await store.push({ source: "nobody", records: records(0, 2) });
    expect(await checkInvariants(query)).toEqual([]);
  });

  it("hold where the first part of an ended run's history was deleted", async () => {
    const { store } = under;
    const held = await claimed(store);
    for (const seq of [1, 2, 3]) await applied(store.commit(page(held, seq, { records: records(seq, 2) })));
    await endAs(store, held, "completed");
    await other.query("delete from sync_run_events where n in (select n from sync_run_events order by n limit 4)");
    expect(await checkInvariants(query)).toEqual([]);
  });
});
