import type { Cursor } from "../cursor.ts";
import type { OwnFunction } from "./own-function.ts";

/** The SQL functions that a store calls. */
export type FunctionName =
  | "sync_start"
  | "sync_restart"
  | "sync_send"
  | "sync_commit"
  | "sync_push"
  | "sync_cancel"
  | "sync_sweep"
  | "sync_prune"
  | "sync_mark_missing"
  | "sync_take"
  | "sync_rest"
  | "sync_status"
  | "sync_silences"
  | "sync_list_schedules"
  | "sync_set_schedule"
  | "sync_remove_schedules"
  | "sync_run_schedule"
  | "sync_take_alerts"
  | "sync_note_alert"
  | "sync_alert_state"
  | "sync_retain"
  | "sync_known_contacts"
  | "sync_known_ids";

/** A function's arguments by name; one that is undefined keeps the function's own default. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Which runs to read, the newest first: those after `after`, where it is given. */
export interface RunQuery {
  readonly active?: boolean | undefined;
  readonly source?: string | undefined;
  readonly account?: string | undefined;
  readonly groupId?: string | undefined;
  /** Only those that ended at this moment (ISO 8601) or later. */
  readonly endedSince?: string | undefined;
  readonly limit: number;
  readonly after: Cursor | null;
}

/**
 * A way to the database that holds Sincro's functions. It answers JSON as it comes, unread, and throws
 * {@link StoreError}: `store_unreachable` only where repeating the call may help.
 */
export interface Rpc {
  call(name: FunctionName | OwnFunction, args: Arguments): Promise<unknown>;
  /** The row of `sync_runs` with this id. */
  run(id: string): Promise<unknown>;
  /** The entries of `sync_run_events` of this run, in order. */
  events(runId: string): Promise<readonly unknown[]>;
  /** Rows of `sync_runs`. */
  runs(query: RunQuery): Promise<readonly unknown[]>;
  close(): Promise<void>;
}
