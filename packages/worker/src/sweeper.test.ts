import type { SyncRunRow } from "@sincro/machine";
import { isStoreError } from "@sincro/store";
import { describe, expect, it } from "vitest";
import { createDispatcher } from "./dispatcher.ts";
import { createSweeper } from "./sweeper.ts";
import { type Fault, faultyStore } from "./testing/faulty-store.ts";
import { fetching, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

const unexpected = (error: unknown) => expect.unreachable(String(error));

describe("a sweeper", () => {
  it("F1 F5 P4 · brings back a run whose worker died and one whose hand-off was lost", async () => {
    const { clock, store, options, start, row } = world();
    const killed = await start({ account: "killed", worker: "dead" });
    const lost = await start({ account: "lost" });
    const work = fetching(clock, 2, 100);
    const dispatcher = createDispatcher({
      clock,
      run: (run, controls) => withRun(store, run, work, { ...options, ...controls }),
      onError: unexpected,
    });
    await clock.advance(1_000);
    const onDue = (due: readonly SyncRunRow[]) => {
      for (const run of due) dispatcher.dispatch(run);
    };
    const sweeper = createSweeper({ store, onDue, onError: unexpected, ...options });
    await clock.advance(1_000);
    expect(await row(lost.id), "due when the sweeper began").toMatchObject({ status: "completed", silences: 0 });
    await clock.advance(57_000);
    expect((await row(killed.id)).status).toBe("running");
    await clock.advance(31_000);
    expect(await row(killed.id)).toMatchObject({ status: "completed", silences: 0, total_fetched: 4, slice: 2 });
    expect(clock.now(), "lease + sweep").toBeLessThanOrEqual(90_000);
    await sweeper.stop();
  });

  it("sweeps at the policy's pace, or at its own, and knows when it last did", async () => {
    for (const [everyMs, expected] of [
      [undefined, [0, 7_000, 14_000]],
      [5_000, [0, 5_000, 10_000, 15_000]],
    ] as const) {
      const { clock, store, options, at } = world({ sweepMs: 7_000 });
      const sweeps: number[] = [];
      const sweeper = createSweeper({
        store,
        everyMs,
        onDue: () => sweeps.push(clock.now()),
        onError: unexpected,
        ...options,
      });
      expect(sweeper.sweptAt).toBeNull();
      await clock.advance(15_000);
      expect(sweeps).toEqual(expected);
      expect(sweeper.sweptAt).toBe(at(expected.at(-1) ?? 0));
      await sweeper.stop();
      await clock.advance(60_000);
      expect(sweeps).toEqual(expected);
      expect(clock.pending).toBe(0);
    }
  });

  it.each<Fault>(["unreachable", "hang", "rejected"])("survives a store that is %s, and tells of it", async (fault) => {
    const { clock, store, options, at } = world();
    let down: Fault | undefined = fault;
    const errors: unknown[] = [];
    const sweeper = createSweeper({
      ...options,
      store: faultyStore(store, () => down),
      onDue: () => {},
      onError: (error) => errors.push(error),
    });
    await clock.advance(290_000);
    expect(sweeper.sweptAt).toBeNull();
    expect(errors.length).toBeGreaterThan(2);
    expect(errors.length, "waits grow").toBeLessThan(25);
    expect(errors.every(isStoreError)).toBe(true);
    down = undefined;
    await clock.advance(100_000);
    expect(sweeper.sweptAt).not.toBeNull();
    expect(at(clock.now() - 30_000) <= (sweeper.sweptAt ?? ""), "back at its pace").toBe(true);
    await sweeper.stop();
  });

  it("survives a listener that throws", async () => {
    const { clock, store, options } = world();
    const errors: unknown[] = [];
    const sweeper = createSweeper({
      ...options,
      store,
      onDue: () => {
        throw new Error("a mistake");
      },
      onError: (error) => errors.push(error),
    });
    await clock.advance(120_000);
    expect(errors.length).toBeGreaterThan(2);
    await sweeper.stop();
  });

  it("waits for the sweep in flight when it stops, and dispatches nothing more", async () => {
    const { clock, store, options, start } = world();
    await start();
    let dispatched = 0;
    const sweeper = createSweeper({
      ...options,
      store,
      onDue: () => {
        dispatched += 1;
      },
      onError: unexpected,
    });
    await sweeper.stop();
    expect(sweeper.sweptAt).not.toBeNull();
    expect(dispatched).toBe(0);
    expect(clock.pending).toBe(0);
  });
});
