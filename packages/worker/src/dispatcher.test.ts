import { SourceError } from "@sincro/sources";
import { describe, expect, it } from "vitest";
import { sleep } from "./clock.ts";
import { createDispatcher, type DispatcherOptions } from "./dispatcher.ts";
import type { HeldRun } from "./held-run.ts";
import type { SliceOutcome } from "./outcome.ts";
import { fetching, hanging, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

/** A world with a dispatcher whose slices do this work. */
function dispatching(work: (run: HeldRun) => Promise<void>, more: Partial<DispatcherOptions> = {}, here = world()) {
  const outcomes: SliceOutcome[] = [];
  const dispatcher = createDispatcher({
    clock: here.clock,
    run: (run, controls) => withRun(here.store, run, work, { ...here.options, ...controls }),
    onOutcome: (outcome) => outcomes.push(outcome),
    onError: (error) => expect.unreachable(String(error)),
    ...more,
  });
  return { ...here, dispatcher, outcomes, kinds: () => outcomes.map(({ kind }) => kind) };
}

describe("a dispatcher", () => {
  it("follows a run from slice to slice until it is over", async () => {
    const here = world({ sliceMs: 10_000 });
    const { clock, dispatcher, start, row, kinds } = dispatching(fetching(here.clock, 20, 1_000), {}, here);
    const run = await start();
    dispatcher.dispatch(run);
    await clock.until(dispatcher.idle());
    expect(kinds()).toEqual(["yielded", "yielded", "completed"]);
    expect(await row(run.id)).toMatchObject({ status: "completed", total_fetched: 40, slice: 3 });
  });

  it("P1 · calls again when the wait is over, not before", async () => {
    let thrown = 0;
    const busy = new SourceError("rate_limited", "Wait.", { retryable: true, retryAfterMs: 300_000 });
    const { clock, dispatcher, start, outcomes, kinds } = dispatching(async () => {
      if (thrown++ === 0) throw busy;
    });
    dispatcher.dispatch(await start());
    await clock.advance(299_999);
    expect(kinds()).toEqual(["yielded"]);
    await clock.until(dispatcher.idle());
    expect(kinds()).toEqual(["yielded", "completed"]);
    expect(clock.now()).toBe(300_000);
    expect(outcomes).toHaveLength(2);
  });

  it("F7 F16 · runs one slice of a run at a time, however often it is called for", async () => {
    const here = world();
    let slices = 0;
    const { clock, store, dispatcher, start, row, kinds } = dispatching(
      async (run) => {
        slices += 1;
        await fetching(here.clock, 3, 1_000)(run);
      },
      {},
      here,
    );
    const run = await start();
    dispatcher.dispatch(run);
    dispatcher.dispatch(run);
    await clock.advance(1_500);
    dispatcher.dispatch(run);
    for (const due of (await store.sweep()).due) dispatcher.dispatch(due);
    await clock.until(dispatcher.idle());
    expect(slices).toBe(1);
    expect(kinds(), "the call in the meantime was followed up").toEqual(["completed", "not_claimed"]);
    expect(await row(run.id)).toMatchObject({ slice: 1, total_fetched: 6 });
  });

  it("claims a run again when it learns that it came too early", async () => {
    const { clock, dispatcher, start, kinds } = dispatching(async (run) => {
      if (run.row.slice === 1) run.yield("dependency", 30_000);
    });
    const run = await start();
    dispatcher.dispatch(run);
    await clock.advance(10_000);
    dispatcher.dispatch(run);
    await clock.until(dispatcher.idle());
    expect(kinds()).toEqual(["yielded", "not_claimed", "completed"]);
    expect(clock.now()).toBe(30_000);
  });

  it("runs no more slices at once than it may, and lets runs take turns", async () => {
    const here = world({ sliceMs: 10_000 });
    let now = 0;
    let most = 0;
    const turns: string[] = [];
    const { clock, dispatcher, start } = dispatching(
      async (run) => {
        turns.push(run.row.account);
        now += 1;
        most = Math.max(most, now);
        try {
          await fetching(here.clock, 12, 1_000)(run);
        } finally {
          now -= 1;
        }
      },
      { concurrency: 2 },
      here,
    );
    for (const account of ["a", "b", "c", "d"]) dispatcher.dispatch(await start({ account }));
    await clock.until(dispatcher.idle());
    expect(most).toBe(2);
    expect(turns).toEqual(["a", "b", "c", "d", "a", "b", "c", "d"]);
  });

  it("F21 · nudges a slice whose run was cancelled", async () => {
    const { clock, store, dispatcher, start, row, at } = dispatching((run) => hanging(run.signal));
    const run = await start();
    dispatcher.dispatch(run);
    await clock.advance(2_000);
    await store.cancel({ runId: run.id }, "ana");
    dispatcher.nudge(run.id);
    dispatcher.nudge("of no run here");
    await clock.until(dispatcher.idle());
    expect(clock.now()).toBe(2_000);
    expect(await row(run.id)).toMatchObject({ status: "cancelled", stopped_at: at(2_000) });
  });

  it("tells of a slice that throws, and goes on with the others", async () => {
    const here = world();
    const errors: unknown[] = [];
    const { clock, dispatcher, start, row } = dispatching(
      async () => {},
      {
        run: (run, controls) => {
          if (run.account === "a") throw new Error("no such source");
          return withRun(here.store, run, async () => {}, { ...here.options, ...controls });
        },
        onError: (error) => errors.push(error),
        concurrency: 1,
      },
      here,
    );
    const [a, b] = [await start({ account: "a" }), await start({ account: "b" })];
    dispatcher.dispatch(a);
    dispatcher.dispatch(b);
    await clock.until(dispatcher.idle());
    expect(errors).toEqual([new Error("no such source")]);
    expect([(await row(a.id)).status, (await row(b.id)).status]).toEqual(["running", "completed"]);
  });
});

describe("a dispatcher that stops", () => {
  it("hands every run over after the page in flight, claims no more, and leaves nothing held", async () => {
    const here = world();
    const { clock, dispatcher, start, row, kinds } = dispatching(
      async (run) => {
        if (run.row.account === "waits") run.yield("dependency", 500_000);
        await fetching(here.clock, 99, 1_000)(run);
      },
      { concurrency: 2 },
      here,
    );
    for (const account of ["waits", "works 1", "works 2", "queued"]) dispatcher.dispatch(await start({ account }));
    await clock.advance(2_500);
    await clock.until(dispatcher.stop());
    expect(clock.now()).toBe(3_000);
    expect(kinds()).toEqual(["yielded", "yielded", "yielded"]);
    const { runs } = await here.store.list({ active: true });
    expect(runs.map((run) => [run.account, run.status, run.worker, run.commit_seq]).sort()).toEqual([
      ["queued", "running", null, 0],
      ["waits", "continuing", null, 0],
      ["works 1", "continuing", null, 3],
      ["works 2", "continuing", null, 3],
    ]);
    const late = await start({ account: "late" });
    dispatcher.dispatch(late);
    await clock.advance(600_000);
    expect(await row(late.id)).toMatchObject({ slice: 0 });
  });

  it("aborts pages that take longer than it may drain, and hands those runs over too", async () => {
    const here = world();
    const { clock, dispatcher, start, row, at } = dispatching(
      async (run) => {
        await sleep(here.clock, 1);
        await hanging(run.signal);
      },
      {},
      here,
    );
    const run = await start();
    dispatcher.dispatch(run);
    await clock.advance(1_000);
    await clock.until(dispatcher.stop({ drainMs: 4_000 }));
    expect(clock.now()).toBe(5_000);
    expect(await row(run.id)).toMatchObject({ status: "continuing", worker: null, due_at: at(5_000) });
  });

  it("is done at once when there is nothing to hand over", async () => {
    const { clock, dispatcher } = dispatching(async () => {});
    await dispatcher.idle();
    await dispatcher.stop();
    expect(clock.pending).toBe(0);
  });
});
