import type { Arguments, Rpc, RunQuery } from "../rpc/rpc.ts";
import { storableString, storableText } from "../storable.ts";
import { storeFault } from "./fault.ts";
import type { Queryable } from "./pool.ts";

/** How to treat calls. */
export interface PgRpcOptions {
  readonly close: () => Promise<void>;
  /** Default: longer than the server's own 30 s, so that it is the server that gives up; for one that is gone without a word. */
  readonly timeoutMs?: number | undefined;
}

/** Arguments of type `jsonb`; text would be taken for JSON, and an array for a Postgres array. */
const isJson = (name: string) => ["p_event", "p_records", "p_checkpoint", "p_filter", "p_buckets"].includes(name);

function parameter(name: string, value: unknown): unknown {
  if (value === null) return null;
  if (isJson(name)) return storableText(value);
  return typeof value === "string" ? storableString(value) : value;
}

function callOf(name: string, args: Arguments) {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const list = given.map(([key], index) => `${key} => $${index + 1}`).join(", ");
  return {
    text: `select public.${name}(${list}) as answer`,
    values: given.map(([key, value]) => parameter(key, value)),
  };
}

const select = "select to_jsonb(r) as answer from public.sync_runs r";

function runsOf({ active, source, account, groupId, endedSince, limit, after }: RunQuery) {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    active === undefined ? null : `public.sync_is_active(r.status) = ${bind(active)}`,
    source === undefined ? null : `r.source = ${bind(source)}`,
    account === undefined ? null : `r.account = ${bind(account)}`,
    groupId === undefined ? null : `r.group_id = ${bind(groupId)}`,
    endedSince === undefined ? null : `r.completed_at >= ${bind(endedSince)}`,
    after === null ? null : `(r.started_at, r.id) < (${bind(after.startedAt)}, ${bind(after.id)})`,
  ].filter((condition) => condition !== null);
  const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  return { text: `${select} ${where} order by r.started_at desc, r.id desc limit ${bind(limit)}`, values };
}

/** Sincro's SQL functions and tables over `pg`. */
export function pgRpc(pool: Queryable, { close, timeoutMs = 35_000 }: PgRpcOptions): Rpc {
  const rows = async (during: string, query: { text: string; values: unknown[] }): Promise<readonly unknown[]> => {
    try {
      const found = await pool.query({ ...query, query_timeout: timeoutMs });
      return found.rows.map((row) => (row as { readonly answer: unknown }).answer);
    } catch (error) {
      throw storeFault(error, during);
    }
  };
  return {
    call: async (name, args) => (await rows(name, callOf(name, args)))[0],
    run: async (id) => (await rows("sync_runs", { text: `${select} where r.id = $1`, values: [id] }))[0] ?? null,
    events: (runId) =>
      rows("sync_run_events", {
        text: "select to_jsonb(e) as answer from public.sync_run_events e where e.run_id = $1 order by e.n",
        values: [runId],
      }),
    runs: (query) => rows("sync_runs", runsOf(query)),
    close,
  };
}
