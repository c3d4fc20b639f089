import type { SyncRunEvent } from "@sincro/machine";
import { at } from "./run.fixture.ts";

/** A line of a history: `[event, from, to]`, in the words of the rows; those of a newer machine, too. */
export type Line = readonly [event: string, from: string | null, to: string];

/** A history of these steps, one a second from noon, each as a worker's. */
export function history(lines: readonly Line[], changes: Partial<SyncRunEvent> = {}): readonly SyncRunEvent[] {
  return lines.map(([event, from, to], index) => ({
    run_id: "00000000-0000-4000-8000-000000000001",
    n: index + 1,
    at: at(index),
    event: event as SyncRunEvent["event"],
    from_status: from as SyncRunEvent["from_status"],
    to_status: to as SyncRunEvent["to_status"],
    applied: true,
    reason: null,
    fence: 1,
    actor_kind: "worker",
    actor: "w1",
    seq: null,
    records: null,
    ms: null,
    detail: {},
    ...changes,
  }));
}

/** A run that began, went through two slices, and was cancelled. */
export const cancelled: readonly Line[] = [
  ["START", null, "running"],
  ["CLAIM", "running", "running"],
  ["COMMIT", "running", "running"],
  ["YIELD", "running", "continuing"],
  ["CLAIM", "continuing", "running"],
  ["COMMIT", "running", "running"],
  ["CANCEL", "running", "cancelled"],
  ["STOPPED", "cancelled", "cancelled"],
];
