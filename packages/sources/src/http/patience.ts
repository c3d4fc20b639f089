import type { SourceError } from "../errors.ts";
import type { RequestLimits } from "./limits.ts";

/** Says after how many milliseconds a failed attempt is made again; null: not any more. */
export type Patience = (failure: SourceError) => number | null;

/**
 * The patience of one request: exponential backoff, of which half is chance so that many clients do not come back
 * together, and never sooner than the provider asks.
 *
 * @param random - chance in [0, 1)
 */
export function createPatience(limits: RequestLimits, random: () => number = Math.random): Patience {
  let attempts = 0;
  let waitedMs = 0;
  return (failure) => {
    attempts += 1;
    if (!worthAnotherTry(failure) || attempts > limits.retries) return null;
    const backoffMs = limits.backoffMs * 2 ** (attempts - 1);
    const waitMs = Math.max(failure.retryAfterMs ?? 0, (backoffMs / 2) * (1 + random()));
    if (waitedMs + waitMs > limits.maxWaitMs) return null;
    waitedMs += waitMs;
    return waitMs;
  };
}

/** A page that comes twice may be a proxy's slip; only when it comes again and again is it a loop. */
function worthAnotherTry({ retryable, code }: SourceError): boolean {
  return retryable || code === "cursor_stuck";
}
