import { isActive, type Policy, type SyncRunRow } from "@sincro/machine";
import { isKnown, momentOf, type RunRow } from "./run-row.ts";

/** When the next sweep is expected, in milliseconds of the server's clock; null when nobody knows. */
type NextSweep = number | null;

/** What a run is doing, seen at a moment: its status, and within an active one what keeps it. Moments are in milliseconds. */
export type Phase =
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly status: string }
  | { readonly kind: "queued" }
  | { readonly kind: "running" }
  | { readonly kind: "continuing"; readonly at: number | null }
  | { readonly kind: "retrying"; readonly at: number; readonly attempt: number; readonly attempts: number }
  | { readonly kind: "rateLimited"; readonly at: number }
  | { readonly kind: "waiting"; readonly at: number }
  | {
      readonly kind: "silent";
      readonly since: number;
      /** When the sweep will deal with it, and how. */
      readonly sweepAt: NextSweep;
      readonly next: "resumes" | "isLetGo" | "isCalledAgain";
      readonly attempt: number;
      readonly attempts: number;
    }
  | { readonly kind: "completed" }
  | { readonly kind: "failed" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "stale" };

/** What the phase of a run depends on beside the row. */
export interface Moment {
  /** The server's clock, in milliseconds. */
  readonly now: number;
  readonly policy: Policy;
  readonly nextSweep: NextSweep;
}

function silence(run: SyncRunRow, { policy, nextSweep }: Moment): Phase {
  const held = run.worker !== null;
  const since = held ? (run.heartbeat_at ?? run.started_at) : (run.due_at ?? run.started_at);
  const last = run.silences + 1 >= policy.silences;
  return {
    kind: "silent",
    since: momentOf(since),
    sweepAt: nextSweep,
    next: held ? (last ? "isLetGo" : "resumes") : "isCalledAgain",
    attempt: run.silences + 1,
    attempts: policy.silences,
  };
}

function between(run: SyncRunRow, { now, policy }: Moment): Phase {
  const at = run.due_at === null ? null : momentOf(run.due_at);
  if (at === null || at <= now) return { kind: "continuing", at: null };
  switch (run.yield_reason) {
    case null:
    case "budget":
      return { kind: "continuing", at };
    case "retry":
      return { kind: "retrying", at, attempt: Math.max(1, run.attempts), attempts: policy.attempts };
    case "rate_limited":
      return { kind: "rateLimited", at };
    case "dependency":
      return { kind: "waiting", at };
    default:
      // A reason that only a later version of the machine knows.
      run.yield_reason satisfies never;
      return { kind: "continuing", at };
  }
}

/** Whether an active run's deadline has passed: nothing was heard of it for too long, whoever holds it. */
export function isSilent(run: RunRow, now: number): boolean {
  return isActive(run.status) && run.deadline_at !== null && momentOf(run.deadline_at) <= now;
}

/** What a run is doing at a moment; null stands for a source that never ran. */
export function phaseOf(run: RunRow | null, moment: Moment): Phase {
  if (run === null) return { kind: "never" };
  if (!isKnown(run)) return { kind: "unknown", status: run.status };
  if (isSilent(run, moment.now)) return silence(run, moment);
  switch (run.status) {
    case "running":
      return run.worker === null ? { kind: "queued" } : { kind: "running" };
    case "continuing":
      return between(run, moment);
    case "completed":
    case "failed":
    case "cancelled":
    case "stale":
      return { kind: run.status };
  }
}
