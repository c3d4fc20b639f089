import type { Json, Policy, SyncRunEvent, SyncRunRow } from "@sincro/machine";
import type { ScheduleRow } from "../schedules.ts";
import type { BucketRow } from "./buckets.ts";

/** A row of `sync_records`: what a source fetched, as it was last written. */
export interface SyncRecordRow {
  readonly source: string;
  readonly account: string;
  readonly object: string;
  readonly external_id: string;
  readonly data: Json;
  /** The provider's own time of its last change (ISO 8601). */
  readonly updated_at: string | null;
  /** The run that last wrote it; null: it was pushed or imported. */
  readonly run_id: string | null;
  readonly synced_at: string;
  /** When a run since ever found that the provider no longer has it (ISO 8601). */
  readonly missing_at: string | null;
}

/** The tables of one installation, its clock (ISO 8601) and the numbers in force. */
export interface Tables {
  readonly runs: Map<string, SyncRunRow>;
  readonly events: Map<string, SyncRunEvent[]>;
  readonly records: Map<string, SyncRecordRow>;
  /** What the pages of runs since ever showed: keys of records, by run and page. */
  readonly seen: Map<string, Map<number, readonly string[]>>;
  readonly buckets: Map<string, BucketRow>;
  readonly schedules: Map<string, ScheduleRow>;
  readonly now: () => string;
  readonly policy: Policy;
  /** The first and the last of the sweeps that followed each other without a gap of the policy's `noWorkerMs`. */
  sweeps: { readonly first: string; readonly last: string } | null;
}

/** The primary key of a record. */
export function recordKey(record: Pick<SyncRecordRow, "source" | "account" | "object" | "external_id">): string {
  return JSON.stringify([record.source, record.account, record.object, record.external_id]);
}

/** The runs in the order in which whoever writes several takes them. */
export function inIdOrder(tables: Tables): readonly SyncRunRow[] {
  return [...tables.runs.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
