import { isStoreError, StoreError } from "@sincro/store";
import { backoffMs, betweenCalls } from "./backoff.ts";
import { type Clock, sleep, within } from "./clock.ts";

/** How a store call is repeated. */
export interface Patience {
  readonly clock: Clock;
  readonly random: () => number;
  /** When repeating stops to make sense, by `clock`: asked again before each try, for heartbeats move it. */
  readonly until: () => number;
  /** Whether the same call may help after this fault; {@link mayBeRepeated} when absent. */
  readonly helps?: ((error: unknown) => boolean) | undefined;
  /** Told of each fault, so that none goes unseen. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** The least time that an answer gets, even when hardly any is left. */
const LEAST_MS = 1_000;

/**
 * Calls the store until it answers. Every write of the protocol may be repeated after a lost answer, so a fault of the
 * connection is a reason to ask again; a call that does not settle is a fault as well.
 *
 * @throws StoreError the last fault, when the time is over; at once when repeating cannot help
 */
export async function persist<T>(call: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, random, until, onFault, helps = mayBeRepeated } = patience;
  for (let tries = 0; ; tries += 1) {
    try {
      // Half of the time that is left: a call that hangs must not use up the time to ask again.
      return await within(clock, Math.max(LEAST_MS, (until() - clock.now()) / 2), call(), noAnswer);
    } catch (error) {
      onFault?.(error);
      const waitMs = backoffMs(betweenCalls, tries, random);
      if (!helps(error) || clock.now() + waitMs >= until()) throw error;
      await sleep(clock, waitMs);
    }
  }
}

/** Whether the same call may succeed later. */
export function mayBeRepeated(error: unknown): boolean {
  return isStoreError(error) && (error.code === "store_unreachable" || error.code === "store_timeout");
}

/** What a call that does not settle comes to. */
export function noAnswer(): never {
  throw new StoreError("store_unreachable", "The store did not answer in time.");
}
