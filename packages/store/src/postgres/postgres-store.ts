import type { RunStore } from "../port.ts";
import { rpcStore } from "../rpc/index.ts";
import { pgRpc } from "./pg-rpc.ts";
import type { Queryable } from "./pool.ts";

/**
 * A store on PostgreSQL ≥ 15 through a pool that stays the caller's: `close()` does not end it. The database must be
 * migrated; each call is one function and one transaction of its own. Give the pool a `statement_timeout` and an
 * `error` listener, as {@link connectPostgres} does.
 *
 * @param pool a `pg.Pool`
 * @throws {StoreError} every call, when the database cannot be reached (tried three times), gives up waiting (also
 * after 35 s without an answer), refuses the statement, or answers what this version does not know
 * @example
 * ```ts
 * const store = postgresStore(new Pool({ connectionString: process.env.DATABASE_URL, statement_timeout: 30_000 }))
 * const { runs } = await store.list({ active: true })
 * ```
 */
export function postgresStore(pool: Queryable): RunStore {
  return rpcStore(pgRpc(pool, async () => {}));
}
