import type { SyncRunEvent } from "@sincro/machine";

/** The lines of a long history that are shown at first: the first and the last ones. */
const head = 3;
const tail = 20;

/** A history cut to what one reads, and how many lines are left out in between. */
export interface Steps {
  readonly first: readonly SyncRunEvent[];
  readonly hidden: number;
  readonly last: readonly SyncRunEvent[];
}

/** Cuts a history to its first three and last twenty lines, unless all of it is asked for. */
export function stepsOf(events: readonly SyncRunEvent[], all: boolean): Steps {
  const ordered = events.toSorted((a, b) => a.n - b.n);
  if (all || ordered.length <= head + tail + 1) return { first: ordered, hidden: 0, last: [] };
  return { first: ordered.slice(0, head), hidden: ordered.length - head - tail, last: ordered.slice(-tail) };
}
