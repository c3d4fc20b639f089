import type { SyncRunRow } from "./columns.ts";

/** A row without its status: the machine keeps that as its state. */
export type RunContext = Omit<SyncRunRow, "status">;

const epoch = new Date(0).toISOString();

/** The context of a scope without an active run, and what a new row begins with. */
export const blankRun: RunContext = {
  id: "00000000-0000-0000-0000-000000000000",
  source: "",
  account: "default",
  mode: "full",
  dry_run: false,
  window_start: null,
  window_end: null,
  group_id: null,
  request_id: null,
  resumed_from: null,
  started_at: epoch,
  started_by: null,
  completed_at: null,
  ended_by: null,
  stopped_at: null,
  total_fetched: 0,
  total_inserted: 0,
  total_updated: 0,
  total_skipped: 0,
  total_expected: null,
  checkpoint: null,
  error_code: null,
  error_message: null,
  metadata: {},
  fence: 0,
  worker: null,
  last_worker: null,
  slice: 0,
  slice_pages: 0,
  claimed_at: null,
  slice_until: null,
  deadline_at: null,
  due_at: null,
  yield_reason: null,
  commit_seq: 0,
  silences: 0,
  attempts: 0,
  heartbeat_at: null,
  progress_at: epoch,
  updated_at: epoch,
  version: 0,
};
