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

const enoughRuns = 3;
const worthSaying = 2;

/** How a run's time compares to completed runs of the same source and range; null when it is usual or nobody can tell. */
export function slownessOf(run: RunRow, others: readonly RunRow[], now: number): Slowness | null {
  const like = others.filter(
    (other) =>
      other.id !== run.id &&
      other.status === "completed" &&
      other.source === run.source &&
      other.mode === run.mode &&
      other.dry_run === run.dry_run,
  );
  if (like.length < enoughRuns) return null;
  const usualMs = median(like.map((other) => spanOf(other, now)));
  const times = usualMs === 0 ? 0 : spanOf(run, now) / usualMs;
  return times >= worthSaying ? { times, usualMs } : null;
}
