import { isTerminal, type SyncRunRow } from "@sincro/machine";
import { createDispatcher, type Dispatcher, type SliceControls, type SliceOutcome, startRun } from "@sincro/worker";
import fc from "fast-check";
import { slices } from "./slices.ts";
import type { Stage } from "./stage.ts";
import { runOf, type Sync } from "./sync.ts";

/** What becomes of one hand-off, and which of the two workers it is for. */
export interface Delivery {
  readonly fate: "delivered" | "dropped" | "doubled" | "late";
  readonly to: 0 | 1;
}

/** Any delivery. */
export const deliveries: fc.Arbitrary<Delivery> = fc.record({
  fate: fc.constantFrom("delivered", "dropped", "doubled", "late"),
  to: fc.constantFrom(0, 1),
});

/** Already aborted: each slice hands over after one page. */
const onePage = AbortSignal.abort();

/**
 * Two workers that hear of a run only through a post that loses, doubles, delays and reorders; and a sweep that looks
 * when nothing moves any more.
 */
export class Post {
  /** How each slice was left. */
  readonly outcomes: string[] = [];
  readonly #stage: Stage;
  readonly #sync: Sync;
  readonly #deliveries: Delivery[];
  readonly #late: { readonly run: SyncRunRow; readonly to: 0 | 1 }[] = [];
  readonly #workers: readonly [Dispatcher, Dispatcher];
  readonly #errors: unknown[] = [];

  constructor(stage: Stage, sync: Sync, by: readonly Delivery[]) {
    this.#stage = stage;
    this.#sync = sync;
    this.#deliveries = [...by];
    this.#workers = [this.#worker(), this.#worker()];
  }

  /** Starts the run and hands it over until it has ended. */
  async carry(): Promise<SyncRunRow> {
    const got = await startRun(this.#stage.store, { source: this.#stage.provider.name, ...this.#sync, mode: "full" });
    if (got.outcome !== "started") throw new Error(got.outcome);
    this.#hand(got.run);
    for (let sweeps = 0; sweeps < 20; sweeps += 1) {
      await this.#quiet();
      const run = await runOf(this.#stage, this.#sync);
      if (run !== null && isTerminal(run.status)) return run;
      const { due } = await this.#stage.store.sweep();
      for (const found of due) if (found.id === run?.id) this.#workers[0].dispatch(found);
    }
    throw new Error("twenty sweeps did not bring the run to its end");
  }

  /** Delivers all that is late, the newest first; how each of those slices was left. */
  async deliverLate(): Promise<readonly string[]> {
    const before = this.outcomes.length;
    for (const { run, to } of this.#late.splice(0).reverse()) {
      this.#workers[to].dispatch(run);
      await this.#quiet();
    }
    return this.outcomes.slice(before);
  }

  #worker(): Dispatcher {
    const slice = slices(this.#stage);
    return createDispatcher({
      run: async (run: SyncRunRow, controls: SliceControls): Promise<SliceOutcome> => {
        const outcome = await slice(run, { ...controls, drain: onePage });
        this.outcomes.push(outcome.kind);
        if (outcome.kind !== "yielded") return outcome;
        this.#hand(outcome.run);
        // The next slice is called by the post, as between two functions, and not by this process.
        return { kind: "not_claimed", run: outcome.run, reason: "held" };
      },
      onError: (error) => this.#errors.push(error),
    });
  }

  #hand(run: SyncRunRow): void {
    const { fate, to } = this.#deliveries.shift() ?? { fate: "delivered", to: 0 };
    if (fate === "dropped") return;
    if (fate === "doubled") this.#workers[to === 0 ? 1 : 0].dispatch(run);
    if (fate === "late") this.#delay({ run, to });
    else this.#workers[to].dispatch(run);
  }

  /** The first stays away until the run has ended; of those after it, two at a time come late, the newer one first. */
  #delay(late: { readonly run: SyncRunRow; readonly to: 0 | 1 }): void {
    this.#late.push(late);
    if (this.#late.length < 3) return;
    for (const { run, to } of this.#late.splice(1).reverse()) this.#workers[to].dispatch(run);
  }

  /** Resolves when no slice runs any more. */
  async #quiet(): Promise<void> {
    for (const worker of [...this.#workers, ...this.#workers]) await worker.idle();
    if (this.#errors.length > 0) throw new Error("a worker failed", { cause: this.#errors[0] });
  }
}
