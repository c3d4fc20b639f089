import { isTerminal } from "@sincro/machine";
import { momentOf, type RunRow } from "./run-row.ts";

/** How long a run took, or has taken so far by the server's clock; in milliseconds. It stands still once the run is over. */
export function spanOf(run: RunRow, now: number): number {
  const end = run.completed_at !== null && isTerminal(run.status) ? momentOf(run.completed_at) : now;
  return Math.max(0, end - momentOf(run.started_at));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** A run that takes long, beside what is usual for its source and range. */
export interface Slowness {
  /** How many times the usual. */
  readonly times: number;
  /** The usual, in milliseconds. */
  readonly usualMs: number;
}

/** How many completed runs tell what is usual. */
export const enoughRuns = 5;
/** What was usual a long time ago says little of today. */
const lastRuns = 10;
const worthSaying = 2;

/**
 * How long completed runs of the same source, account and range took of late, in milliseconds: their median. Null while
 * they are too few to tell.
 */
export function usualOf(run: RunRow, others: readonly RunRow[], now: number): number | null {
  const like = others
    .filter(
      (other) =>
        other.id !== run.id &&
        other.status === "completed" &&
        other.source === run.source &&
        other.account === run.account &&
        other.mode === run.mode &&
        other.dry_run === run.dry_run,
    )
    .toSorted((a, b) => momentOf(b.started_at) - momentOf(a.started_at))
    .slice(0, lastRuns);
  return like.length < enoughRuns ? null : median(like.map((other) => spanOf(other, now)));
}

/** How a run's time compares to what is usual; null when it is usual or nobody can tell. */
export function slownessOf(run: RunRow, others: readonly RunRow[], now: number): Slowness | null {
  const usualMs = usualOf(run, others, now);
  if (usualMs === null) return null;
  const times = usualMs === 0 ? 0 : spanOf(run, now) / usualMs;
  return times >= worthSaying ? { times, usualMs } : null;
}
