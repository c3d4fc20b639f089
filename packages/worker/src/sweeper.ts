import { policy as defaults, type SyncRunRow } from "@sincro/machine";
import type { RunStore } from "@sincro/store";
import { type Backoff, backoffMs } from "./backoff.ts";
import { type Clock, monotonicClock, within } from "./clock.ts";
import { noAnswer } from "./persist.ts";

/** What a sweeper needs. */
export interface SweeperOptions {
  readonly store: RunStore;
  /** How often to sweep, in milliseconds; by the policy of the database when absent. */
  readonly everyMs?: number | undefined;
  /** Done before each sweep: starting what is due by schedule. When it fails the sweep is done all the same. */
  readonly before?: (() => Promise<void>) | undefined;
  /** Given every unclaimed run that is due: the dispatcher's `dispatch`, for each. */
  readonly onDue: (runs: readonly SyncRunRow[]) => void;
  /** Told of each sweep that failed. Must not throw. */
  readonly onError: (error: unknown) => void;
  /** For tests: how time is measured. */
  readonly clock?: Clock | undefined;
  /** For tests: the chance in waits. */
  readonly random?: (() => number) | undefined;
}

/** Looks for silent and forgotten runs, again and again. */
export interface Sweeper {
  /** When the last sweep through this sweeper succeeded: ISO 8601 by the database's clock, or null. */
  readonly sweptAt: string | null;
  /** Stops; resolves when a sweep in flight is over. */
  stop(): Promise<void>;
}

/**
 * Sweeps now and then at the policy's pace, for ever: `expired` runs come back as `due`. While the store is out of
 * reach it tries again sooner, with growing waits.
 */
export function createSweeper(options: SweeperOptions): Sweeper {
  const { store, everyMs, before, onDue, onError, clock = monotonicClock, random = Math.random } = options;
  const betweenFaults: Backoff = { firstMs: 1_000, longestMs: everyMs ?? defaults.sweepMs };
  let sweptAt: string | null = null;
  let faults = 0;
  let stopped = false;
  let cancel = () => {};
  let sweep = round();

  /** One sweep; the answer is how long to wait for the next. */
  async function once(): Promise<number> {
    try {
      if (before !== undefined) await within(clock, defaults.leaseMs, before(), noAnswer).catch(onError);
      const { due } = await within(clock, defaults.leaseMs, store.sweep(), noAnswer);
      if (!stopped) onDue(due);
      const status = await within(clock, defaults.leaseMs, store.status(), noAnswer);
      sweptAt = status.sweptAt;
      faults = 0;
      return everyMs ?? status.policy.sweepMs;
    } catch (error) {
      onError(error);
      return backoffMs(betweenFaults, faults++, random);
    }
  }

  async function round(): Promise<void> {
    const waitMs = await once();
    if (stopped) return;
    cancel = clock.after(waitMs, () => {
      sweep = round();
    });
  }

  return {
    get sweptAt() {
      return sweptAt;
    },
    async stop() {
      stopped = true;
      cancel();
      await sweep;
    },
  };
}
