import type { Json } from "@sincro/machine";

/** A row as it is read: times as PostgreSQL writes them, in UTC and to the microsecond; numbers as text, whatever they are. */
export interface OlderRow {
  readonly id: string;
  readonly source: string | null;
  readonly account: string | null;
  readonly status: string | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly total_fetched: string | null;
  readonly total_inserted: string | null;
  readonly total_updated: string | null;
  readonly total_skipped: string | null;
  readonly checkpoint: Json | undefined;
  readonly error_message: string | null;
  readonly dry_run: boolean | null;
  readonly metadata: Json | undefined;
  readonly updated_at: string | null;
  /** Which of these the table has and the row's is not null: what null becomes is not worth a word where there was no column. */
  readonly columns: readonly string[];
}

/** What adoption did to a row, in a word; kept in `metadata.legacy`. */
export type Note =
  | "renamed"
  | "with_errors"
  | "paused"
  | "partial"
  | "timed_out"
  | "unknown_status"
  | "silent"
  | "double"
  | "unreadable";

/** What is said in `error_message` where the older code left nothing there. */
export const noteTexts: Readonly<Record<Exclude<Note, "renamed">, string>> = {
  with_errors: "Completed with errors, says the older code; it did not say which.",
  paused: "It was paused when sincro adopt took it over.",
  partial: "It had ended in part when sincro adopt took it over.",
  timed_out: "It had run out of time when sincro adopt took it over.",
  unknown_status: "Its status was not one that sincro adopt knows.",
  silent: "It had given no sign of life for ten minutes when sincro adopt took it over.",
  double: "Another run of the same source was active when sincro adopt took it over.",
  unreadable: "Where it was cannot be read: start a new sync.",
};
