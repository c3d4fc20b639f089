import type { RunRow } from "./run-row.ts";
import { byStart, currentOf, liveOf } from "./select.ts";

/** The run to look at: a source's own when one is chosen, else the newest that is live, else the newest. */
export function inView(runs: readonly RunRow[], source: string | null): RunRow | null {
  if (source !== null) return currentOf(runs, source);
  return liveOf(runs).toSorted(byStart)[0] ?? runs.toSorted(byStart)[0] ?? null;
}
