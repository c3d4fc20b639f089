import type { RunStore } from "../port.ts";
import { type RpcStoreOptions, rpcStore } from "../rpc/index.ts";
import { pgRpc } from "./pg-rpc.ts";
import type { Queryable } from "./pool.ts";

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions extends RpcStoreOptions {
  /** How long one try of a call may take; keep it above the pool's `statement_timeout`. Default 35 s. */
  readonly timeoutMs?: number;
}

/**
 * A store on PostgreSQL ≥ 15 through a pool that stays the caller's: `close()` does not end it. The database must be
 * migrated; each call is one function and one transaction of its own. Give the pool a `statement_timeout` and an
 * `error` listener, as {@link connectPostgres} does.
 *
 * @param pool a `pg.Pool`
 * @throws {StoreError} every call, when the database cannot be reached or does not answer in time (tried three times:
 * each write may be repeated), gives up waiting, refuses the statement, or has another schema than this version needs; and `postgresStore` itself, for a
 * `commit` that is no function's name
 * @example
 * ```ts
 * const store = postgresStore(new Pool({ connectionString: process.env.DATABASE_URL, statement_timeout: 30_000 }))
 * const { runs } = await store.list({ active: true })
 * ```
 * @example
 * ```ts
 * const store = postgresStore(pool, { commit: "commit_page" }) // pages land in the project's own tables
 * ```
 */
export function postgresStore(pool: Queryable, { timeoutMs, commit }: PostgresStoreOptions = {}): RunStore {
  return rpcStore(pgRpc(pool, { close: async () => {}, timeoutMs }), { commit });
}
