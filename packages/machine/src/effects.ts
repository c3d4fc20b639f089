import type { SyncRunRow } from "./columns.ts";
import { isActive, isTerminal } from "./status.ts";

/** What somebody must do after a transition. The machine itself does nothing. */
export type Effect =
  /** Call a worker for this run, from `dueAt` on. A lost call is sent again by the sweep. */
  | { readonly kind: "dispatch"; readonly runId: string; readonly dueAt: string }
  /** This worker lost the run: its next write is refused, so it may as well stop now. */
  | { readonly kind: "fence"; readonly runId: string; readonly worker: string }
  /** The run is over and its scope is free. */
  | { readonly kind: "end"; readonly runId: string; readonly status: SyncRunRow["status"] };

/** The effects of a step from one row to the next. */
export function effectsOf(before: SyncRunRow | null, after: SyncRunRow): readonly Effect[] {
  const effects: Effect[] = [];
  if (before?.worker && after.worker !== before.worker && after.fence !== before.fence) {
    effects.push({ kind: "fence", runId: after.id, worker: before.worker });
  }
  if (isActive(after.status) && after.worker === null && after.due_at !== null) {
    effects.push({ kind: "dispatch", runId: after.id, dueAt: after.due_at });
  }
  if (isTerminal(after.status) && before?.status !== after.status) {
    effects.push({ kind: "end", runId: after.id, status: after.status });
  }
  return effects;
}
