import type { SourceRecord } from "@sincro/machine";
import { momentOf, type Row, recordsOf } from "./transaction.ts";

/** A row and the record that was made of it. */
export interface Shown {
  readonly row: Row;
  readonly record: SourceRecord;
  /** It was given with the page before, as the same record. */
  readonly again: boolean;
}

/**
 * The rows of a page and what is to be given of them. Two rows that share their id may lie on both sides of the end of
 * a page: only together it is clear which is which. So the last ones of the page before are looked at once more, and
 * given again only where their record is another one now.
 */
export function shownOf(rows: readonly Row[], before: readonly Shown[]): Shown[] {
  const known = new Map(before.map(({ row, record }) => [row, record.id]));
  const all = [...known.keys(), ...rows];
  return recordsOf(all).map((record, n) => {
    const row = all[n] as Row;
    return { row, record, again: known.get(row) === record.id };
  });
}

/** Those that began when the last one did: the next page may have twins of them. */
export function lastOf(shown: readonly Shown[]): Shown[] {
  const last = shown.at(-1);
  return last === undefined ? [] : shown.filter(({ row }) => momentOf(row) === momentOf(last.row));
}
