/** A promise that rows and history can be asked about. */
export interface Invariant {
  /** Short, stable, in kebab case: what reports and scripts call it. */
  readonly name: string;
  /** The promise, in a sentence. */
  readonly promise: string;
  /**
   * A SELECT over `sync_runs`, `sync_run_events`, `sync_records` that answers a row `{ run_id, detail }` for each
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
