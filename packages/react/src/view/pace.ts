import { isActive } from "@sincro/machine";
import type { RunRow } from "./run-row.ts";
import { spanOf, usualOf } from "./spans.ts";

/** How fast a run goes. */
export interface Pace {
  /** Records per second, over the whole run; null before the first batch. */
  readonly perSecond: number | null;
  /** How much longer it takes if it is like those before it, in milliseconds; null when nobody can tell. */
  readonly leftMs: number | null;
}

/** A rate over less than this says nothing, in milliseconds. */
const tooShortMs = 1_000;

/** How fast an active run goes, and what is left of its usual time; null for one that is over. */
export function paceOf(run: RunRow, others: readonly RunRow[], now: number): Pace | null {
  if (!isActive(run.status)) return null;
  const spanMs = spanOf(run, now);
  const usualMs = usualOf(run, others, now);
  const begun = run.total_fetched > 0 && spanMs >= tooShortMs;
  return {
    perSecond: begun ? (run.total_fetched * 1_000) / spanMs : null,
    // A run that is past its usual time is not "about to end": it says how many times the usual instead.
    leftMs: usualMs !== null && usualMs > spanMs ? usualMs - spanMs : null,
  };
}
