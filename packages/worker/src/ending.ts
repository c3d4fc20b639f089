import type { RunError, YieldReason } from "@sincro/machine";
import type { SendAnswer } from "@sincro/store";
import { backoffMs, betweenSlices } from "./backoff.ts";
import { type Failure, failureOf } from "./failure.ts";

/** Why a slice is over, and so which event ends it. */
export type Ending =
  | { readonly kind: "complete" }
  | {
      readonly kind: "yield";
      readonly reason: YieldReason;
      readonly waitMs: number;
      readonly error?: RunError | undefined;
    }
  | { readonly kind: "fail"; readonly error: RunError }
  /** The right to write is gone. */
  | { readonly kind: "fenced" }
  /** The store is out of reach, so no event can be sent: the lease runs out by itself. */
  | { readonly kind: "lost"; readonly error: RunError };

/** The budget is used up, or the process wants to stop: the next slice goes on at once. */
export const budgetUsed: Ending = { kind: "yield", reason: "budget", waitMs: 0 };

/** A later slice may succeed: it comes after a wait that grows with the run's attempts. */
export function tryAgain(failure: Failure, attempts: number, random: () => number): Ending {
  const { retryAfterMs, ...error } = failure;
  if (error.code === "rate_limited") {
    return { kind: "yield", reason: "rate_limited", waitMs: retryAfterMs ?? betweenSlices.longestMs, error };
  }
  const waitMs = Math.max(backoffMs(betweenSlices, attempts, random), retryAfterMs ?? 0);
  return { kind: "yield", reason: "retry", waitMs, error };
}

/** What a thrown value means for the run. */
export function endingOf(thrown: unknown, attempts: number, random: () => number, secrets: readonly string[]): Ending {
  const failure = failureOf(thrown, secrets);
  if (failure.retryable) return tryAgain(failure, attempts, random);
  return { kind: "fail", error: { code: failure.code, message: failure.message, retryable: false } };
}

/** What remains to be done when the store refused an event of this slice. */
export function refusedEnding({ reason }: SendAnswer, error: RunError | undefined): Ending {
  switch (reason) {
    case "exhausted":
      return {
        kind: "fail",
        error: error ?? { code: "exhausted", message: "No attempt of the run got a page through." },
      };
    // The database is not where this slice left it (a failover lost commits): the next slice reads where it is.
    case "out_of_order":
      return {
        kind: "yield",
        reason: "retry",
        waitMs: betweenSlices.firstMs,
        error: { code: reason, message: "The run is not where its worker left it." },
      };
    case "invalid":
      return { kind: "fail", error: { code: reason, message: "The store refused what the worker sent as malformed." } };
    default:
      return { kind: "fenced" };
  }
}
