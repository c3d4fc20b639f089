import { SourceError } from "@sincro/sources";
import { describe, expect, it } from "vitest";
import type { HeldRun } from "./held-run.ts";
import { type Fault, faultyStore } from "./testing/faulty-store.ts";
import { fetching, hanging, pageOf, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

type World = ReturnType<typeof world>;

/** Everything that work may do to its slice. */
const ways: Record<string, (world: World) => (run: HeldRun) => Promise<void>> = {
  returns: ({ clock }) => fetching(clock, 2, 100),
  "returns at once": () => async () => {},
  "throws what can be tried again": () => () =>
    Promise.reject(new SourceError("provider_unreachable", "x", { retryable: true })),
  "throws what cannot": () => () => Promise.reject(new SourceError("provider_rejected", "x", { retryable: false })),
  "throws before its first wait": () => () => {
    throw new RangeError("x");
  },
  "throws nothing that is an error": () => () => Promise.reject(undefined),
  "hands the run back": () => async (run) => void run.yield("dependency", 60_000),
  "hangs and heeds its signal": () => (run) => hanging(run.signal),
  "hangs and heeds nothing": () => () => new Promise(() => {}),
  "goes on after its slice": ({ clock }) => fetching(clock, 9_999, 5_000),
  "swallows every error": () => async (run) => {
    for (let n = 1; n < 9; n += 1) await run.commit(pageOf(n)).catch(() => {});
  },
};
const calls = ["none", "status", "CLAIM", "BEAT", "COMMIT", "YIELD", "COMPLETE", "FAIL", "every"];
const faults: readonly Fault[] = ["unreachable", "lost", "hang", "rejected"];

describe("F8 · every way out of a slice is an event, or a lease that lapses", () => {
  it.each(Object.keys(ways))("work that %s, whatever call to the store goes wrong for good", async (way) => {
    for (const call of calls) {
      for (const fault of faults) {
        const here = world({ sliceMs: 100_000 });
        const { clock, store, options, start, row } = here;
        const run = await start();
        const work = ways[way]?.(here) ?? expect.unreachable();
        const broken = faultyStore(store, (name) => (call === "every" || name === call ? fault : undefined));

        const outcome = await clock.until(withRun(broken, run, work, options));

        const where = `${call} ${fault}: ${outcome.kind}`;
        const left = await row(run.id);
        if (left.status === "running") {
          // No event got through: nothing holds the run any longer than its lease, and the sweep hands it on.
          await clock.advance(Date.parse(left.deadline_at ?? "") - Date.parse(here.at(clock.now())) + 1);
          const { due } = await store.sweep();
          expect(due, where).toMatchObject([{ id: run.id, status: "continuing", worker: null }]);
        } else {
          expect(left.worker, where).toBeNull();
          expect(left.status === "continuing" ? left.deadline_at : left.completed_at, where).not.toBeNull();
        }
      }
    }
  });
});
