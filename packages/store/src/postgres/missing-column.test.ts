import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isStoreError, type StoreError } from "../errors.ts";
import type { RunStore } from "../port.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { postgresStore } from "./postgres-store.ts";

const scope = { source: "stripe", account: "default" };
const hold = { fence: 2, worker: "w1" };
/** One that every event writes, and one that few do: a function fails whole, whichever it lacks. */
const columns = ["updated_at", "error_message"];

/** What a write answered, in a word: it stands, it was refused, or it is an error. */
async function wordOf(answer: Promise<{ applied?: boolean; outcome?: string } | readonly unknown[]>): Promise<string> {
  try {
    const said = await answer;
    return "outcome" in said ? String(said.outcome) : "applied" in said ? String(said.applied) : "answered";
  } catch (error) {
    return isStoreError(error) ? (error satisfies StoreError).code : `not typed: ${String(error)}`;
  }
}

describePostgres("a table that lacks a column", (version) => {
  let database: TestDatabase;
  let pool: Pool;
  let store: RunStore;
  beforeAll(async () => {
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url });
    store = postgresStore(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it("F10 · every write says so, whichever column it is; none passes for done, and nothing is half-written", async () => {
    const got = await store.start({ ...scope, worker: "w1" });
    const run = got.outcome === "started" ? got.run : expect.unreachable();
    const page = { runId: run.id, ...hold, seq: 1, checkpoint: 1, records: [{ object: "a", id: "1", data: {} }] };
    const writes: Record<string, () => Parameters<typeof wordOf>[0]> = {
      start: () => store.start({ source: "paypal" }),
      restart: () => store.start({ ...scope, onConflict: "restart" }),
      BEAT: () => store.send(run.id, { type: "BEAT", ...hold }),
      COMMIT: () => store.commit(page),
      YIELD: () => store.send(run.id, { type: "YIELD", ...hold, reason: "budget" }),
      COMPLETE: () => store.send(run.id, { type: "COMPLETE", ...hold, seq: 0 }),
      FAIL: () => store.send(run.id, { type: "FAIL", ...hold, error: { code: "boom", message: "" } }),
      CANCEL: () => store.send(run.id, { type: "CANCEL", actor: "ana" }),
      cancel: () => store.cancel({ runId: run.id }, "ana"),
    };
    const everything = "select jsonb_build_array((select jsonb_agg(to_jsonb(r) - 'lost') from sync_runs r),";
    const left = `${everything} (select count(*) from sync_records), (select count(*) from sync_run_events)) as all_of_it`;
    for (const column of columns) {
      const before = await pool.query(left.replace("'lost'", `'${column}'`));
      await pool.query(`alter table sync_runs rename column ${column} to lost`);
      for (const [name, write] of Object.entries(writes)) {
        expect(await wordOf(write()), `${name} without ${column}`).toMatch(/^store_/);
      }
      expect((await pool.query(left)).rows, column).toEqual(before.rows);
      await pool.query(`alter table sync_runs rename column lost to ${column}`);
    }
    expect(await wordOf(store.commit(page))).toBe("true");
  });
});
