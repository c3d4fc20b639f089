import type { RunStatus } from "./status.ts";

/** How much of the provider's data a run asks for; `range` stands for an explicit window. */
export const modes = ["today", "7d", "month", "full", "range"] as const;
/** A mode of {@link modes}. */
export type RunMode = (typeof modes)[number];

/** Why a slice handed its run back. */
export const yieldReasons = ["budget", "rate_limited", "retry", "dependency"] as const;
/** A reason of {@link yieldReasons}. */
export type YieldReason = (typeof yieldReasons)[number];

/** Any JSON value, as a checkpoint or metadata column holds it. */
export type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];

/**
 * The columns of `sync_runs`, with the kind of each; a `?` marks one that may be null. Rows, schemas, the compiler
 * and the guard trigger all read this list. Times are ISO 8601 in rows and `timestamptz` in Postgres.
 */
export const columns = {
  id: "uuid",
  source: "text",
  account: "text",
  status: "status",
  mode: "mode",
  dry_run: "bool",
  window_start: "time?",
  window_end: "time?",
  group_id: "uuid?",
  request_id: "uuid?",
  resumed_from: "uuid?",
  started_at: "time",
  started_by: "text?",
  completed_at: "time?",
  ended_by: "text?",
  stopped_at: "time?",
  total_fetched: "int",
  total_inserted: "int",
  total_updated: "int",
  total_skipped: "int",
  total_expected: "int?",
  checkpoint: "json?",
  error_code: "text?",
  error_message: "text?",
  metadata: "json",
  fence: "int",
  worker: "text?",
  last_worker: "text?",
  slice: "int",
  slice_pages: "int",
  claimed_at: "time?",
  slice_until: "time?",
  deadline_at: "time?",
  due_at: "time?",
  yield_reason: "yield?",
  commit_seq: "int",
  silences: "int",
  attempts: "int",
  heartbeat_at: "time?",
  progress_at: "time",
  updated_at: "time",
  version: "int",
} as const;

/** A column of `sync_runs`. */
export type ColumnName = keyof typeof columns;

interface Kinds {
  uuid: string;
  text: string;
  status: RunStatus;
  mode: RunMode;
  yield: YieldReason;
  time: string;
  int: number;
  bool: boolean;
  json: Json;
}

/** What a column of a given kind holds in a row. */
type ColumnValue<K extends string> = K extends `${infer Base extends keyof Kinds}?`
  ? Kinds[Base] | null
  : K extends keyof Kinds
    ? Kinds[K]
    : never;

/** One row of `sync_runs`: the same JSON object in SQL answers, HTTP, the live stream and TypeScript. */
export type SyncRunRow = { readonly [C in ColumnName]: ColumnValue<(typeof columns)[C]> };

/** Whether a column holds a moment. */
export function isTimeColumn(name: ColumnName): boolean {
  return columns[name].startsWith("time");
}
