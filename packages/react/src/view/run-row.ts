import { type RunStatus, type SyncRunRow, statuses } from "@sincro/machine";

/** A run as the page receives it: its status may be one that this version of the machine does not know. */
export type RunRow = Omit<SyncRunRow, "status"> & { readonly status: string };

/** Whether this version of the machine knows the run's status. */
export function isKnown(run: RunRow): run is SyncRunRow {
  return (statuses as readonly string[]).includes(run.status satisfies RunStatus | string);
}

/** A moment of a row in milliseconds. */
export function momentOf(iso: string): number {
  return Date.parse(iso);
}
