import * as z from "zod";

/** How many of the last rows are asked for again: so many may be deleted between two pages without a step back. */
export const overlap = 3;

/** How many rows were read, the ids of the last of them, and how often the list was begun anew. */
export const offsetCursor = z.tuple([
  z.int().nonnegative(),
  z.array(z.string().min(1).max(100)).max(overlap),
  z.int().nonnegative(),
]);
/** See {@link offsetCursor}. */
export type OffsetCursor = z.infer<typeof offsetCursor>;

/** A page of a list that is asked for by number. */
export interface OffsetPage<Row> {
  readonly rows: readonly Row[];
  /** How many rows the list has. */
  readonly total: number;
}

/** Where the rows begin that were not read before; null when no row is known, so that it cannot be said. */
export function firstNew(ids: readonly string[], [, anchors]: OffsetCursor): number | null {
  if (anchors.length === 0) return 0;
  const last = ids.findLastIndex((id) => anchors.includes(id));
  return last === -1 ? null : last + 1;
}
