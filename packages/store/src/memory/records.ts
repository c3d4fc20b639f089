import { type SourceRecord, sameJson } from "@sincro/machine";
import { recordKey, type SyncRecordRow } from "./tables.ts";

type Rows = ReadonlyMap<string, SyncRecordRow>;

/** What a page does to the records that are there. */
export interface Upsert {
  readonly written: readonly (readonly [key: string, record: SyncRecordRow])[];
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

const age = (updatedAt: string | null): number =>
  updatedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(updatedAt);

/** Of the copies of one record in a page the newest counts; of equally new ones the last. */
function newestOfEach(page: readonly SyncRecordRow[]): Rows {
  const newest = new Map<string, SyncRecordRow>();
  for (const record of page) {
    const key = recordKey(record);
    const other = newest.get(key);
    if (other === undefined || age(record.updated_at) >= age(other.updated_at)) newest.set(key, record);
  }
  return newest;
}

function isOlder(record: SyncRecordRow, there: SyncRecordRow): boolean {
  return record.updated_at !== null && there.updated_at !== null && age(record.updated_at) < age(there.updated_at);
}

/** Compares a page with the records that are there: one is written only when its content changed, never by an older version. */
export function upsert(there: Rows, page: readonly SyncRecordRow[]): Upsert {
  const written: [string, SyncRecordRow][] = [];
  let inserted = 0;
  for (const [key, record] of newestOfEach(page)) {
    const old = there.get(key);
    if (old !== undefined && (isOlder(record, old) || (sameJson(record.data, old.data) && old.missing_at === null)))
      continue;
    if (old === undefined) inserted += 1;
    written.push([key, { ...record, updated_at: record.updated_at ?? old?.updated_at ?? null }]);
  }
  const updated = written.length - inserted;
  return { written, inserted, updated, unchanged: page.length - inserted - updated };
}

/** A record of a page as a row. */
export function recordRow(
  record: SourceRecord,
  by: Pick<SyncRecordRow, "source" | "account" | "run_id" | "synced_at">,
): SyncRecordRow {
  const { object, id, updatedAt, data } = record;
  return { ...by, object, external_id: id, data, updated_at: updatedAt ?? null, missing_at: null };
}
