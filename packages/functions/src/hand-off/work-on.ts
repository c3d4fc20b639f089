import type { SyncRunRow } from "@sincro/machine";
import type { SliceOutcome } from "@sincro/worker";

/**
 * So long a process that is done with its slice waits to call the next one, in milliseconds. It costs the platform's
 * wall clock, so longer waits are left to the sweep, which comes twice as seldom as this.
 */
const longestWaitMs = 15_000;

/** What it takes to work on a slice and see to the next. */
export interface WorkOptions {
  /** Runs one slice. */
  readonly slice: (run: SyncRunRow) => Promise<SliceOutcome>;
  /** Calls a worker for the run's next slice. */
  readonly dispatch: (run: SyncRunRow) => Promise<void>;
  /** Told of a slice that threw and of a call that was lost. Must not throw. */
  readonly onFault: (error: unknown) => void;
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}

/** One slice, and then the call for the next one, if there is to be one soon. Never throws: what is lost is the sweep's. */
export function workOn({ slice, dispatch, onFault, wait = sleep }: WorkOptions): (run: SyncRunRow) => Promise<void> {
  return async (run) => {
    try {
      const outcome = await slice(run);
      if (!("dueInMs" in outcome) || outcome.dueInMs === undefined || outcome.run === null) return;
      if (outcome.dueInMs > longestWaitMs) return;
      if (outcome.dueInMs > 0) await wait(outcome.dueInMs);
      await dispatch(outcome.run);
    } catch (error) {
      onFault(error);
    }
  };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
