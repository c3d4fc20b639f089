import type { SourceRecord } from "@sincro/machine";
import type { Column } from "./columns.ts";

/** Why a row is left out. */
export type SkipReason = "noId" | "mangledId" | "badId" | "tooManyCells" | "repeated";

/** A row as a record, or why it is none. */
export type ReadRow =
  | { readonly kind: "record"; readonly record: SourceRecord }
  | { readonly kind: "skipped"; readonly reason: SkipReason };

/**
 * Reads a row as a subscriber. An empty cell says nothing, so what is known already stays; columns that ManyChat's API
 * does not have stand together under `imported`.
 */
export function subscriberOf(columns: readonly Column[], cells: readonly string[]): ReadRow {
  if (cells.slice(columns.length).some((cell) => cell.trim() !== "")) return skipped("tooManyCells");
  const fields: Record<string, string> = {};
  const kept: Record<string, string> = {};
  for (const [n, column] of columns.entries()) {
    const cell = cells[n]?.trim() ?? "";
    if (cell === "") continue;
    if (column.kind === "field") fields[column.field] = cell;
    else kept[column.heading] = cell;
  }
  const id = bareId(fields.id ?? "");
  if (id === "") return skipped("noId");
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(id)) return skipped("mangledId");
  if (!/^\d{1,20}$/.test(id)) return skipped("badId");
  const data = { ...fields, id, ...(Object.keys(kept).length > 0 && { imported: kept }) };
  return { kind: "record", record: { object: "subscriber", id, data } };
}

const skipped = (reason: SkipReason): ReadRow => ({ kind: "skipped", reason });

/** Spreadsheets are told that digits are text by an apostrophe or by a formula. */
function bareId(cell: string): string {
  return cell.replace(/^'|^="?/, "").replace(/"$/, "");
}
