import { isTerminal, type SyncRunRow } from "@sincro/machine";
import { createDispatcher, createSweeper, startRun } from "@sincro/worker";
import { slices } from "./slices.ts";
import type { Stage } from "./stage.ts";
import type { Sync } from "./sync.ts";

/** How many sweeps may find nothing to do before the run is given up as stuck. */
const sweepsInVain = 40;

/** What a healthy worker lacks, for tests that show what it is needed for. */
export interface Health {
  /** Whether what a sweep finds due is dispatched; default true. */
  readonly dispatches?: boolean;
}

/**
 * The fault is over: whoever started the run asks again, and a healthy worker with its sweeper is there. Answers the
 * run when it has ended, or as it is when nothing happens to it any more.
 */
export async function heal(stage: Stage, sync: Sync, { dispatches = true }: Health = {}): Promise<SyncRunRow> {
  const { store } = stage;
  const got = await startRun(store, { source: stage.provider.name, ...sync, mode: "full" });
  if (got.outcome !== "started") throw new Error(`the same request was answered ${got.outcome}`);
  const { id } = got.run;
  const faults: unknown[] = [];
  const dispatcher = createDispatcher({ run: slices(stage), onError: (error) => faults.push(error) });
  let swept = Promise.withResolvers<void>();
  const sweeper = createSweeper({
    store,
    everyMs: 5,
    onDue: (due) => {
      for (const run of due) if (dispatches && run.id === id) dispatcher.dispatch(run);
      swept.resolve();
      swept = Promise.withResolvers();
    },
    onError: (error) => faults.push(error),
  });
  try {
    for (let sweeps = 0; ; sweeps += 1) {
      const run = await store.get(id);
      if (run === null || faults.length > 0) throw new Error("the healthy worker failed", { cause: faults[0] });
      if (isTerminal(run.status) || sweeps > sweepsInVain) return run;
      await swept.promise;
      await dispatcher.idle();
    }
  } finally {
    await sweeper.stop();
    await dispatcher.stop();
  }
}
