import type { RunRow } from "../view/run-row.ts";

/** The runs that the page holds, by id. */
export type Rows = ReadonlyMap<string, RunRow>;

/**
 * Takes rows in, each only if its version is greater than the one held: what comes late changes nothing. Answers the
 * very same map when nothing changed.
 */
export function applyRows(rows: Rows, incoming: readonly RunRow[]): Rows {
  const newer = incoming.filter((row) => row.version > (rows.get(row.id)?.version ?? -1));
  if (newer.length === 0) return rows;
  const next = new Map(rows);
  for (const row of newer) {
    if (row.version > (next.get(row.id)?.version ?? -1)) next.set(row.id, row);
  }
  return next;
}
