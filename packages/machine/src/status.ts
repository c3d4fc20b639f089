/** Every state of a sync run, in the order of its life. `idle` means that the scope has no active run; it is never stored. */
export const states = ["idle", "running", "continuing", "completed", "failed", "cancelled", "stale"] as const;
/** A state of {@link states}. */
export type RunState = (typeof states)[number];

/** The states that hold the scope: at most one run of a scope is in one of them. */
export const activeStatuses = ["running", "continuing"] as const;
/** The states that are over, for ever. */
export const terminalStatuses = ["completed", "failed", "cancelled", "stale"] as const;
/** The endings that a new run can resume from. */
export const resumableStatuses = ["failed", "cancelled", "stale"] as const;
/** What the column `status` may hold. */
export const statuses = [...activeStatuses, ...terminalStatuses] as const;
/** A stored status. */
export type RunStatus = (typeof statuses)[number];

/** Whether a run in this status holds its scope. */
export function isActive(status: string): status is (typeof activeStatuses)[number] {
  return (activeStatuses as readonly string[]).includes(status);
}

/** Whether a run in this status is over. */
export function isTerminal(status: string): status is (typeof terminalStatuses)[number] {
  return (terminalStatuses as readonly string[]).includes(status);
}

/** Whether a new run may go on from the checkpoint of a run in this status. */
export function isResumable(status: string): status is (typeof resumableStatuses)[number] {
  return (resumableStatuses as readonly string[]).includes(status);
}
