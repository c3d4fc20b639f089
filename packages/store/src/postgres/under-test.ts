import { policy as numbers, type Policy, settingName } from "@sincro/machine";
import { instant } from "@sincro/machine/schema";
import type { Pool, PoolClient } from "pg";
import type { StoredRecord, StoreUnderTest } from "../conformance/index.ts";
import type { Queryable } from "./pool.ts";
import { postgresStore } from "./postgres-store.ts";

const textsOf = (settings: ReadonlyMap<string, string>) => JSON.stringify([...settings]);

/** A pool whose connections have these settings whenever a statement runs, whatever they are by then. */
function withSettings(pool: Pool, settings: ReadonlyMap<string, string>): Queryable {
  const known = new WeakMap<PoolClient, string>();
  return {
    query: async (query) => {
      const client = await pool.connect();
      try {
        if (known.get(client) !== textsOf(settings)) {
          const names = [...settings.keys()];
          const calls = names.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, false)`).join(", ");
          await client.query(`select ${calls}`, [...settings].flat());
          known.set(client, textsOf(settings));
        }
        return await client.query(query);
      } finally {
        client.release();
      }
    },
  };
}

async function records(pool: Pool, source: string, account: string): Promise<readonly StoredRecord[]> {
  const found = await pool.query<{ record: StoredRecord }>(
    `select to_jsonb(t) as record from (
       select object, external_id, data, updated_at, run_id from public.sync_records
       where source = $1 and account = $2 order by object, external_id
     ) t`,
    [source, account],
  );
  return found.rows.map(({ record }) => ({
    ...record,
    updated_at: record.updated_at === null ? null : instant.parse(record.updated_at),
  }));
}

/**
 * The postgres adapter for the conformance suite: a database that is emptied, and a clock that is moved by the setting
 * `sincro.clock_offset`. For tests.
 *
 * @param pool stays open
 */
export async function postgresUnderTest(pool: Pool, policy: Partial<Policy> = {}): Promise<StoreUnderTest> {
  await pool.query("truncate public.sync_runs, public.sync_run_events, public.sync_records");
  await pool.query("update public.sync_sweeper set swept_at = null");
  // All of them: a connection still has what an earlier test set. An empty one counts as not set.
  const names = Object.keys(numbers) as (keyof Policy)[];
  const settings = new Map(names.map((name) => [settingName(name), String(policy[name] ?? "")]));
  let offsetMs = 0;
  const store = postgresStore(withSettings(pool, settings.set("sincro.clock_offset", "0")));
  return {
    store,
    advance: async (ms) => {
      offsetMs += ms;
      settings.set("sincro.clock_offset", String(offsetMs));
    },
    records: ({ source, account }) => records(pool, source, account),
    close: () => store.close(),
  };
}
