import type { SourceRecord } from "@sincro/machine";
import type { RunStore } from "@sincro/store";
import { type Column, columnsOf } from "./columns.ts";
import { rowsOf } from "./csv.ts";
import { type SkipReason, subscriberOf } from "./subscriber.ts";
import type { Encoding } from "./text-of.ts";

/** How many records are pushed at once. */
const batchSize = 500;

/** A row that was left out, and why; `before` is the line that had its id first. */
interface Skipped {
  readonly line: number;
  readonly reason: SkipReason;
  readonly before?: number | undefined;
}

/** What an import did so far. */
export interface Receipt {
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  readonly skipped: Skipped[];
}

/** Nothing yet. */
export function emptyReceipt(): Receipt {
  return { rows: 0, inserted: 0, updated: 0, unchanged: 0, skipped: [] };
}

/** Thrown when a file has no header, or none that names the subscriber's id. */
export class HeaderUnknown extends Error {
  override readonly name = "HeaderUnknown";
  readonly code = "header_unknown";
  readonly header: readonly string[];

  constructor(header: readonly string[]) {
    super("the file has no column with the subscriber's id");
    this.header = header;
  }
}

/** What an import needs. */
export interface ImportParts {
  readonly store: Pick<RunStore, "push">;
  readonly account: string;
  readonly file: string;
  readonly encoding: Encoding;
  /** Filled while the import goes on, so that it tells what is there when the import breaks off. */
  readonly receipt: Receipt;
}

/**
 * Pushes the subscribers of a CSV file, in batches, once all of it can be read. The first row of an id counts; a file
 * that is imported twice changes nothing the second time.
 *
 * @throws HeaderUnknown, CsvBroken, StoreError; the file system's error
 */
export async function importFile({ store, account, file, encoding, receipt }: ImportParts): Promise<void> {
  const lineOf = new Map<string, number>();
  let columns: readonly Column[] | undefined;
  let batch: SourceRecord[] = [];

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const { inserted, updated, unchanged } = await store.push({ source: "manychat", account, records: batch });
    receipt.rows += batch.length;
    receipt.inserted += inserted;
    receipt.updated += updated;
    receipt.unchanged += unchanged;
    batch = [];
  }

  function skip(row: Skipped): void {
    receipt.rows += 1;
    receipt.skipped.push(row);
  }

  await readable(file, encoding);
  for await (const { line, cells } of rowsOf(file, encoding)) {
    if (columns === undefined) {
      columns = columnsOf(cells) ?? undefined;
      if (columns === undefined) throw new HeaderUnknown(cells);
      continue;
    }
    const row = subscriberOf(columns, cells);
    if (row.kind === "skipped") {
      skip({ line, reason: row.reason });
      continue;
    }
    const before = lineOf.get(row.record.id);
    if (before !== undefined) {
      skip({ line, reason: "repeated", before });
      continue;
    }
    lineOf.set(row.record.id, line);
    batch.push(row.record);
    if (batch.length === batchSize) await flush();
  }
  if (columns === undefined) throw new HeaderUnknown([]);
  await flush();
}

/** Reads a file to its end: one that is broken in the middle is not imported by half. */
async function readable(file: string, encoding: Encoding): Promise<void> {
  const rows = rowsOf(file, encoding);
  while (!(await rows.next()).done);
}
