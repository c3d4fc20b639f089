import { Pool } from "pg";
import type { RunStore } from "../port.ts";
import { type RpcStoreOptions, rpcStore } from "../rpc/index.ts";
import { pgRpc } from "./pg-rpc.ts";

/**
 * A store that owns its connections: at most ten, each with a statement timeout of 30 s. `close()` ends them, after
 * the calls under way.
 *
 * @param url `postgres://…`, as `DATABASE_URL` has it
 * @throws {StoreError} from its calls, as {@link postgresStore}; nothing is connected before the first. At once
 * `store_rejected`, for a `commit` that is no function's name
 * @example
 * ```ts
 * const store = connectPostgres("postgres://sincro@localhost/sincro")
 * await store.status()
 * await store.close()
 * ```
 */
export function connectPostgres(url: string, options: RpcStoreOptions = {}): RunStore {
  const pool = new Pool({
    connectionString: url,
    application_name: "sincro",
    max: 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    keepAlive: true,
  });
  // A connection that breaks while idle: the pool has dropped it, and the next call opens another or says why not.
  pool.on("error", () => {});
  let ended: Promise<void> | undefined;
  return rpcStore(
    pgRpc(pool, {
      close: () => {
        ended ??= pool.end();
        return ended;
      },
    }),
    options,
  );
}
