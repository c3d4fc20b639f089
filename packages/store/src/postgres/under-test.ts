import { policy as numbers, type Policy, settingName } from "@sincro/machine";
import type { Pool, PoolClient } from "pg";
import type { StoreUnderTest } from "../conformance/index.ts";
import { emptyTables, missingRecords, storedRecords } from "../testing/stored.ts";
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

/**
 * The postgres adapter for the conformance suite: a database that is emptied, and a clock that is moved by the setting
 * `sincro.clock_offset`. For tests.
 *
 * @param pool stays open
 */
export async function postgresUnderTest(pool: Pool, policy: Partial<Policy> = {}): Promise<StoreUnderTest> {
  await emptyTables(pool);
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
    records: (scope) => storedRecords(pool, scope),
    missing: (scope) => missingRecords(pool, scope),
    close: () => store.close(),
  };
}
