import type { RunStore } from "../port.ts";
import { type RpcStoreOptions, rpcStore } from "../rpc/index.ts";
import { callsOf, type SupabaseLike } from "./client.ts";
import { supabaseRpc } from "./supabase-rpc.ts";

/** Options of {@link supabaseStore}. */
export interface SupabaseStoreOptions extends RpcStoreOptions {
  /**
   * How long one try of a call may take, its answer's last byte included. Default 15 s: longer than the 8 s after which
   * Supabase's database gives a statement up, and three tries fit into a lease of 60 s.
   */
  readonly timeoutMs?: number;
}

/**
 * A store on Supabase, through a client that stays the caller's, made with the **service role key**: each call is one
 * request and one transaction of its own. The project must be migrated, and its API must expose the schema `public`
 * and answer at least 501 rows (`max-rows`; Supabase's own number is 1,000).
 *
 * @param client of `@supabase/supabase-js` ≥ 2; pass `client.schema("public")` where its schema is another
 * @throws {StoreError} every call: `store_unreachable` when there was no whole answer (tried three times: each write
 * may be repeated), `store_timeout` when the database gave up waiting, `store_rejected` when key, role or statement
 * were refused, `store_mismatch` when the schema is of another version. No message has the key. `supabaseStore` itself
 * throws `store_rejected` for a `commit` that is no function's name.
 * @example
 * ```ts
 * const client = createClient(url, serviceRoleKey, { auth: { persistSession: false } })
 * const store = supabaseStore(client)
 * const { runs } = await store.list({ active: true })
 * ```
 * @example
 * ```ts
 * const store = supabaseStore(client, { commit: "commit_page" }) // pages land in the project's own tables
 * ```
 */
export function supabaseStore(
  client: SupabaseLike,
  { timeoutMs = 15_000, commit }: SupabaseStoreOptions = {},
): RunStore {
  return rpcStore(supabaseRpc(callsOf(client), timeoutMs), { commit });
}
