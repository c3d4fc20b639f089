import type { Reason, RunError, SyncRunRow, YieldReason } from "@sincro/machine";

/** How a slice was left. `run` is the row as last seen; for all but `not_claimed` and `lost` it tells the same story. */
export type SliceOutcome =
  | { readonly kind: "completed"; readonly run: SyncRunRow }
  | {
      readonly kind: "yielded";
      readonly run: SyncRunRow;
      readonly reason: YieldReason;
      /** When the next slice may claim the run, ISO 8601 by the database's clock. */
      readonly dueAt: string;
      /** How long that is from now, in milliseconds: what a timer needs. */
      readonly dueInMs: number;
    }
  | { readonly kind: "failed"; readonly run: SyncRunRow; readonly error: RunError }
  /** The right to write was taken away. `stopped`: the run had ended, and that this worker let go is on record. */
  | { readonly kind: "fenced"; readonly run: SyncRunRow | null; readonly stopped: boolean }
  /** Another slice has it, it is not due (`dueInMs` says when), or it is over: nothing was done. */
  | {
      readonly kind: "not_claimed";
      readonly run: SyncRunRow | null;
      readonly reason: Reason;
      readonly dueInMs?: number | undefined;
    }
  /** The store could not be reached for as long as the lease lasts: the sweep finds the run by its deadline. */
  | { readonly kind: "lost"; readonly run: SyncRunRow | null; readonly error: RunError };
