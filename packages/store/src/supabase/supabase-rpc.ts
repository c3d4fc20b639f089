import { isActive, statuses } from "@sincro/machine";
import { StoreError } from "../errors.ts";
import type { Rpc, RunQuery } from "../rpc/rpc.ts";
import { storable } from "../storable.ts";
import { ask } from "./ask.ts";
import type { SupabaseCall, SupabaseCalls, SupabaseSelect } from "./client.ts";

const withActivity = (active: boolean) => statuses.filter((status) => isActive(status) === active);

/** The same conditions and the same order as the postgres adapter's. */
function narrowed(select: SupabaseSelect, query: RunQuery) {
  const { active, source, account, groupId, endedSince, limit, after } = query;
  let found = select;
  if (active !== undefined) found = found.in("status", withActivity(active));
  if (source !== undefined) found = found.eq("source", source);
  if (account !== undefined) found = found.eq("account", account);
  if (groupId !== undefined) found = found.eq("group_id", groupId);
  if (endedSince !== undefined) found = found.gte("completed_at", endedSince);
  if (after !== null) {
    const [at, id] = [`"${after.startedAt}"`, after.id];
    found = found.or(`started_at.lt.${at},and(started_at.eq.${at},id.lt.${id})`);
  }
  return found.order("started_at", { ascending: false }).order("id", { ascending: false }).limit(limit);
}

/** Sincro's SQL functions and tables over PostgREST. */
export function supabaseRpc(client: SupabaseCalls, timeoutMs: number): Rpc {
  const rows = async (call: SupabaseCall, during: string) => {
    const { data, count } = await ask(call, during, timeoutMs);
    if (!Array.isArray(data)) throw new StoreError("store_mismatch", `${during}: PostgREST answered no rows`);
    return { rows: data as readonly unknown[], count };
  };
  const runs = async (select: SupabaseSelect) => (await rows(select, "sync_runs")).rows;

  // PostgREST cuts an answer at the project's `max-rows` without a word, and a run has an entry for each of its pages.
  const events = async (runId: string) => {
    const all: unknown[] = [];
    for (let after = 0; ; ) {
      const select = client.from("sync_run_events").select("*", { count: "exact" }).eq("run_id", runId).gt("n", after);
      const { rows: found, count } = await rows(select.order("n", { ascending: true }), "sync_run_events");
      all.push(...found);
      if (found.length === 0 || found.length === count) return all;
      after = (found.at(-1) as { readonly n: number }).n;
    }
  };

  return {
    call: async (name, args) => (await ask(client.rpc(name, storable(args)), name, timeoutMs)).data,
    run: async (id) => (await runs(client.from("sync_runs").select("*").eq("id", id)))[0] ?? null,
    events,
    runs: (query) => runs(narrowed(client.from("sync_runs").select("*"), query)),
    close: async () => {},
  };
}
