import type { RunStore } from "@sincro/store";
import { type HeldRun, startRun, withRun } from "@sincro/worker";

/** What one call came to: a line for the log, and the exit code. */
export interface Came {
  readonly says: string;
  readonly code: 0 | 1;
}

/**
 * What a crontab calls: goes on with the run that is there, or begins one, and works on it to its end. Called while
 * another call works it does nothing; after one that was killed it goes on from the last page, as soon as its lease is
 * over. Only a failure that somebody should look at is a 1.
 *
 * @param stop aborted to hand the run over after the page in flight: the next call goes on
 * @throws StoreError when the database cannot be reached
 */
export async function syncOnce(
  store: RunStore,
  source: string,
  work: (run: HeldRun) => Promise<void>,
  stop: AbortSignal,
): Promise<Came> {
  const got = await startRun(store, { source, onConflict: "attach", startedBy: "cron" });
  if (got.outcome === "refused") return { says: `not started: ${got.detail}`, code: 1 };
  for (;;) {
    const outcome = await withRun(store, got.run, work, { drain: stop });
    switch (outcome.kind) {
      case "completed":
        return { says: `completed: ${outcome.run.total_fetched} fetched`, code: 0 };
      case "failed":
      case "lost":
        return { says: `${outcome.kind}: ${outcome.error.message}`, code: 1 };
      case "fenced":
        return { says: "taken away: it was cancelled, or another call goes on", code: 0 };
      case "not_claimed":
        return { says: "another call has it, or it waits for its time", code: 0 };
      case "yielded":
        // The slice is over, and its run is not: at once the next one, unless it is to wait or this process is to end.
        if (outcome.dueInMs > 0 || stop.aborted) return { says: "the next call goes on", code: 0 };
    }
  }
}
