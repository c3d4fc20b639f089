import { describe, expect, it } from "vitest";
import { SliceEnded } from "./slice-ended.ts";
import { faultyStore } from "./testing/faulty-store.ts";
import { fetching, hanging, pageOf, pagesAfter, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

describe("a slice", () => {
  it("claims, commits page by page and completes; its history tells all of it", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();

    const outcome = await clock.until(withRun(store, run, fetching(clock, 3, 100), options));

    expect(outcome).toMatchObject({ kind: "completed", run: { id: run.id, status: "completed", commit_seq: 3 } });
    expect(outcome.run).toMatchObject({ total_fetched: 6, total_inserted: 6, checkpoint: { page: 3 } });
    expect(await history(run.id)).toEqual(["START", "CLAIM", "COMMIT", "COMMIT", "COMMIT", "COMPLETE"]);
    expect(await store.records({ source: "stripe", account: "default" })).toHaveLength(6);
    expect(clock.pending, "timers left behind").toBe(0);
  });

  it("shows the row as it goes on, and tells onChange of each step", async () => {
    const { clock, store, options, start } = world();
    const run = await start();
    const seen: string[] = [];
    const outcome = await clock.until(
      withRun(
        store,
        { id: run.id },
        async (held) => {
          expect(held.checkpoint).toBeNull();
          const row = await held.commit({ ...pageOf(1), total: 4 });
          expect(row).toMatchObject({ commit_seq: 1, total_expected: 4 });
          expect(held.row).toEqual(row);
          expect(held.checkpoint).toEqual({ page: 1 });
        },
        { ...options, onChange: (row) => seen.push(`${row.status} ${row.commit_seq}`) },
      ),
    );
    expect(outcome.kind).toBe("completed");
    expect(seen).toEqual(["running 0", "running 1", "completed 1"]);
  });

  it("takes over the claim that its worker made together with the start", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start({ worker: "slice-1" });
    const once = faultyStore(store, (call) => (call === "CLAIM" ? "rejected" : undefined));
    const outcome = await clock.until(withRun(once, run, fetching(clock, 1, 100), { ...options, worker: "slice-1" }));
    expect(outcome.kind).toBe("completed");
    expect(await history(run.id)).toEqual(["START", "CLAIM", "COMMIT", "COMPLETE"]);
  });

  it("commits pages in the order of the calls, and waits for those that the work did not wait for", async () => {
    const { clock, store, options, start } = world();
    const outcome = await clock.until(
      withRun(
        store,
        await start(),
        async (held) => {
          for (const page of pagesAfter(null, 4)) void held.commit(page);
        },
        options,
      ),
    );
    expect(outcome).toMatchObject({ kind: "completed", run: { commit_seq: 4, checkpoint: { page: 4 } } });
  });
});

describe("the budget of a slice", () => {
  it("F46 · hands the run back between pages at 80 % of it, and the next slice goes on from there", async () => {
    const { clock, store, options, start, row, history } = world({ sliceMs: 100_000 });
    const run = await start();
    const work = fetching(clock, 250, 1_000);
    const ends: number[] = [];
    let outcome = await clock.until(withRun(store, run, work, options));
    while (outcome.kind === "yielded") {
      expect(outcome).toMatchObject({ reason: "budget", dueInMs: 0, run: { status: "continuing", worker: null } });
      ends.push(clock.now());
      outcome = await clock.until(withRun(store, run, work, options));
    }
    expect(ends).toEqual([80_000, 160_000, 240_000]);
    expect(outcome.kind).toBe("completed");
    expect(await row(run.id)).toMatchObject({ total_fetched: 500, total_inserted: 500, total_updated: 0, slice: 4 });
    expect((await history(run.id)).filter((event) => event === "COMMIT")).toHaveLength(250);
    expect(await store.records({ source: "stripe", account: "default" })).toHaveLength(500);
  });

  it.for([
    ["pages", { pages: 3, records: 1_000 }, 3],
    ["records", { pages: 1_000, records: 7 }, 4],
  ] as const)("F46 · is used up by %s too, where the platform meters more than time", async ([, allowance, pages]) => {
    const { clock, store, options, start } = world();
    const run = await start();
    const work = fetching(clock, 10, 100);
    const outcome = await clock.until(withRun(store, run, work, { ...options, allowance }));
    expect(outcome).toMatchObject({ kind: "yielded", reason: "budget", dueInMs: 0, run: { commit_seq: pages } });
    const next = await clock.until(withRun(store, run, work, { ...options, allowance }));
    expect(next).toMatchObject({ kind: "yielded", run: { commit_seq: 2 * pages } });
  });

  it("is the smaller of the policy's and the platform's", async () => {
    const { clock, store, options, start } = world({ sliceMs: 100_000 });
    const run = await start();
    const small = await clock.until(withRun(store, run, fetching(clock, 99, 1_000), { ...options, sliceMs: 50_000 }));
    expect(small).toMatchObject({ kind: "yielded", run: { commit_seq: 40 } });
    const large = await clock.until(withRun(store, run, fetching(clock, 999, 1_000), { ...options, sliceMs: 900_000 }));
    expect(large).toMatchObject({ kind: "yielded", run: { commit_seq: 120 } });
  });

  it("makes slices of one page when it is tiny, and they complete the run", async () => {
    const { clock, store, options, start } = world();
    const run = await start();
    const kinds: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const outcome = await clock.until(withRun(store, run, fetching(clock, 3, 5_000), { ...options, sliceMs: 1 }));
      kinds.push(`${outcome.kind} ${outcome.run?.commit_seq}`);
    }
    expect(kinds).toEqual(["yielded 1", "yielded 2", "yielded 3", "completed 3"]);
  });

  it("F31 · work that swallows the end of its slice and returns has not completed the run", async () => {
    const { clock, store, options, start } = world({ sliceMs: 100_000 });
    const run = await start();
    const outcome = await clock.until(
      withRun(
        store,
        run,
        async (held) => {
          try {
            await fetching(clock, 999, 1_000)(held);
          } catch (error) {
            expect(error).toBeInstanceOf(SliceEnded);
          }
          await expect(held.commit(pageOf(999))).rejects.toThrow(SliceEnded);
        },
        options,
      ),
    );
    expect(outcome).toMatchObject({ kind: "yielded", reason: "budget", run: { commit_seq: 80, status: "continuing" } });
  });

  it("counts from the claim, also where that was made together with the start", async () => {
    const { clock, store, options, start } = world({ sliceMs: 100_000 });
    const run = await start({ worker: "slice-1" });
    await clock.advance(30_000);
    const outcome = await clock.until(
      withRun(store, run, fetching(clock, 999, 1_000), { ...options, worker: "slice-1" }),
    );
    expect(outcome).toMatchObject({ kind: "yielded", run: { commit_seq: 50 } });
  });
});

describe("a slice that is asked to hand over", () => {
  it("commits the page in flight and yields when drained", async () => {
    const { clock, store, options, start } = world();
    const drain = new AbortController();
    const slice = withRun(store, await start(), fetching(clock, 99, 1_000), { ...options, drain: drain.signal });
    await clock.advance(2_500);
    drain.abort();
    expect(await clock.until(slice)).toMatchObject({ kind: "yielded", reason: "budget", run: { commit_seq: 3 } });
    expect(clock.now()).toBe(3_000);
  });

  it("aborts the page in flight and yields when stopped", async () => {
    const { clock, store, options, start } = world();
    const stop = new AbortController();
    const slice = withRun(store, await start(), (held) => hanging(held.signal), { ...options, signal: stop.signal });
    await clock.advance(2_500);
    stop.abort();
    expect(await clock.until(slice)).toMatchObject({ kind: "yielded", reason: "budget", dueInMs: 0 });
    expect(clock.now()).toBe(2_500);
  });

  it("does no work when it was stopped before it began", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();
    let worked = false;
    const work = async () => {
      worked = true;
    };
    const outcome = await clock.until(withRun(store, run, work, { ...options, signal: AbortSignal.abort() }));
    expect(worked).toBe(false);
    expect(outcome).toMatchObject({ kind: "yielded", reason: "budget", run: { error_code: null } });
    expect(await history(run.id)).toEqual(["START", "CLAIM", "YIELD"]);
  });

  it("waits for what the work waits for, and costs no attempt", async () => {
    const { clock, store, options, start, at } = world();
    const outcome = await clock.until(
      withRun(store, await start(), async (held) => held.yield("dependency", 90_000), options),
    );
    expect(outcome).toMatchObject({
      kind: "yielded",
      reason: "dependency",
      dueAt: at(90_000),
      dueInMs: 90_000,
      run: { attempts: 0, yield_reason: "dependency" },
    });
  });
});
