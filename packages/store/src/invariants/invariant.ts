/** What reports, scripts and translations call an invariant. */
export type InvariantName =
  | "one-active-run"
  | "known-words"
  | "no-negative-counts"
  | "active-has-deadline"
  | "holder-is-bounded"
  | "ended-holds-nothing"
  | "history-is-a-path"
  | "ended-for-good"
  | "fence-moves-on"
  | "only-the-holder-writes"
  | "wait-is-told"
  | "silence-needs-a-holder"
  | "commits-in-order"
  | "counters-add-up"
  | "rows-within-counters"
  | "no-write-after-fence"
  | "cursor-is-the-last-commit"
  | "cursor-not-ahead-of-rows"
  | "seen-with-its-page"
  | "missing-since-written"
  | "no-run-left-behind";

/** A promise that rows and history can be asked about. */
export interface Invariant {
  readonly name: InvariantName;
  /** The promise, in a sentence. */
  readonly promise: string;
  /**
   * A SELECT over `sync_runs`, `sync_run_events`, `sync_records`, `sync_run_pages` that answers a row `{ run_id, detail }` for each
   * violation, and none when the promise holds. It stands alone: paste it into psql.
   */
  readonly sql: string;
}

/** A promise that did not hold. */
export interface InvariantViolation {
  /** The invariant's name. */
  readonly invariant: string;
  readonly runId: string | null;
  readonly detail: string;
}
