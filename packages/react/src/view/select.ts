import { isActive, isTerminal, type RunStatus } from "@sincro/machine";
import { isSilent } from "./phase.ts";
import { momentOf, type RunRow } from "./run-row.ts";

/** Newest first. */
export function byStart(a: RunRow, b: RunRow): number {
  return momentOf(b.started_at) - momentOf(a.started_at) || b.id.localeCompare(a.id);
}

/** The runs that hold their scope. */
export function liveOf(runs: readonly RunRow[]): readonly RunRow[] {
  return runs.filter((run) => isActive(run.status));
}

/** The active runs that nothing was heard of for too long. */
export function silentOf(runs: readonly RunRow[], now: number): readonly RunRow[] {
  return runs.filter((run) => isSilent(run, now));
}

/**
 * The active runs that are silent now or have fallen silent since their last commit: what «Limpiar syncs atascados»
 * counts.
 */
export function stuckOf(runs: readonly RunRow[], now: number): readonly RunRow[] {
  return runs.filter((run) => isActive(run.status) && (run.silences > 0 || isSilent(run, now)));
}

/** The run that a source's card shows: the active one, else the newest. */
export function currentOf(runs: readonly RunRow[], source: string): RunRow | null {
  const own = runs.filter((run) => run.source === source).toSorted(byStart);
  return own.find((run) => isActive(run.status)) ?? own[0] ?? null;
}

/** Until when a source's records are up to date, in milliseconds: the latest window that a real run completed. */
export function freshUntil(runs: readonly RunRow[], source: string): number | null {
  const ends = runs
    .filter((run) => run.source === source && run.status === "completed" && !run.dry_run && run.window_end !== null)
    .map((run) => momentOf(run.window_end as string));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The filters of the results, in the order of their chips. */
export const filters = ["all", "live", "completed", "failed", "cancelled", "stale"] as const;
/** A filter of {@link filters}. */
export type Filter = (typeof filters)[number];

/** Whether a run passes a filter; one whose status nobody knows passes `all` alone. */
export function passes(filter: Filter, run: RunRow): boolean {
  if (filter === "all") return true;
  if (filter === "live") return isActive(run.status);
  return isTerminal(run.status) && run.status === (filter satisfies RunStatus);
}
