import { StoreError } from "@sincro/store";
import { expect, it } from "vitest";
import type { HeldRun } from "./held-run.ts";
import { world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

const pageWith = (n: number, count: number) => ({
  records: Array.from({ length: count }, (_, i) => ({ object: "customer", id: `${n}-${i}`, data: { n, i } })),
  checkpoint: { page: n },
});

/** A world whose database gives up on more than so many records at once. */
function slowWorld(most: number) {
  const { store, ...rest } = world();
  const sizes: number[] = [];
  const slow: typeof store = {
    ...store,
    commit: async (page) => {
      sizes.push(page.records.length);
      if (page.records.length > most) throw new StoreError("store_timeout", "the database gave up waiting");
      return store.commit(page);
    },
  };
  return { ...rest, store, slow, sizes };
}

it("F49 · a page on which the database gives up goes in smaller parts, and the next page begins with that size", async () => {
  const { store, slow, sizes, start, options, clock } = slowWorld(30);
  const work = async (run: HeldRun) => {
    await run.commit(pageWith(1, 100));
    await run.commit(pageWith(2, 50));
  };
  const outcome = await clock.until(withRun(slow, await start(), work, options));
  expect(outcome).toMatchObject({ kind: "completed", run: { total_fetched: 150, total_inserted: 150 } });
  expect(await store.records({ source: "stripe", account: "default" })).toHaveLength(150);
  expect(sizes).toEqual([100, 50, 25, 25, 25, 25, 25, 25]);
});

it("F49 · only the last part moves the checkpoint: a worker that dies between two has the page fetched again", async () => {
  const { slow, store, start, options } = slowWorld(30);
  const checkpoints: unknown[] = [];
  const watched = {
    ...slow,
    commit: async (page: Parameters<typeof store.commit>[0]) => {
      const answer = await slow.commit(page);
      checkpoints.push(answer.run?.checkpoint);
      return answer;
    },
  };
  await withRun(watched, await start(), async (run) => void (await run.commit(pageWith(1, 100))), options);
  expect(checkpoints).toEqual([null, null, null, { page: 1 }]);
});

it("F49 · more than a thousand records are never one statement", async () => {
  const { slow, sizes, start, options } = slowWorld(Number.POSITIVE_INFINITY);
  await withRun(slow, await start(), async (run) => void (await run.commit(pageWith(1, 2_500))), options);
  expect(sizes).toEqual([625, 625, 625, 625]);
});

it("F49 · a single record on which the database gives up is tried again, not cut", async () => {
  const { slow, sizes, start, options, clock } = slowWorld(0);
  const outcome = await clock.until(
    withRun(slow, await start(), async (run) => void (await run.commit(pageWith(1, 1))), options),
  );
  expect(outcome).toMatchObject({ kind: "yielded", reason: "retry", run: { error_code: "store_timeout" } });
  expect(sizes.length).toBeGreaterThan(2);
  expect(new Set(sizes)).toEqual(new Set([1]));
});
