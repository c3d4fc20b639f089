import type { Json } from "@sincro/machine";
import { expect } from "vitest";
import type { RunStore } from "../port.ts";
import { applied, claimed, endAs, type Held, page, row, stripe } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const customer = (id: string, data: Json, updatedAt?: string) => ({ object: "customers", id, data, updatedAt });
const [monday, tuesday] = ["2026-11-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"];

/** Commits pages one after another, and answers the counts of each. */
async function pages(store: RunStore, held: Held, ...all: readonly (readonly ReturnType<typeof customer>[])[]) {
  const counts = [];
  for (const [index, records] of all.entries()) {
    const { inserted, updated, unchanged } = await store.commit(page(held, index + 1, { records }));
    counts.push([inserted, updated, unchanged]);
  }
  return counts;
}

/** What a page does to the records. */
export function recordRules(promise: PromiseTest): void {
  promise(
    "a record is inserted once, updated when its content changed, else left alone",
    async ({ store, records }) => {
      const held = await claimed(store);
      const counts = await pages(
        store,
        held,
        [customer("a", { n: 1 })],
        [customer("a", { n: 1 })],
        [customer("a", { n: 2 })],
      );
      expect(counts).toEqual([
        [1, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
      ]);
      expect(await records(stripe)).toEqual([
        { object: "customers", external_id: "a", data: { n: 2 }, updated_at: null, run_id: held.runId },
      ]);
    },
  );

  promise("the order of a record's keys is not its content", async ({ store }) => {
    const held = await claimed(store);
    expect(await pages(store, held, [customer("a", { x: 1, y: [1] })], [customer("a", { y: [1], x: 1 })])).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  promise("an older version never overwrites a newer one", async ({ store, records }) => {
    const held = await claimed(store);
    const counts = await pages(store, held, [customer("a", "new", tuesday)], [customer("a", "old", monday)]);
    expect(counts[1]).toEqual([0, 0, 1]);
    expect(await records(stripe)).toMatchObject([{ data: "new", updated_at: tuesday }]);
  });

  promise(
    "a version of the same moment, or of none, overwrites; the known moment stays",
    async ({ store, records }) => {
      const held = await claimed(store);
      const counts = await pages(
        store,
        held,
        [customer("a", 1, tuesday)],
        [customer("a", 2, tuesday)],
        [customer("a", 3)],
      );
      expect(counts.slice(1)).toEqual([
        [0, 1, 0],
        [0, 1, 0],
      ]);
      expect(await records(stripe)).toMatchObject([{ data: 3, updated_at: tuesday }]);
    },
  );

  promise(
    "F35 · of an object that a page holds twice the newest counts, of equals the last",
    async ({ store, records }) => {
      const held = await claimed(store);
      const twice = [
        customer("a", "new", tuesday),
        customer("a", "old", monday),
        customer("a", "unknown"),
        customer("b", "first", monday),
        customer("b", "last", monday),
        customer("c", "first"),
        customer("c", "last"),
      ];
      expect(await pages(store, held, twice)).toEqual([[3, 0, 4]]);
      expect((await records(stripe)).map(({ data }) => data)).toEqual(["new", "last", "last"]);
      expect(await row(store, held.runId)).toMatchObject({ total_fetched: 7, total_inserted: 3, total_skipped: 4 });
    },
  );

  promise("F37 · a record that did not change keeps the run that wrote it", async ({ store, records }) => {
    const first = await claimed(store);
    await pages(store, first, [customer("a", 1), customer("b", 1)]);
    await endAs(store, first, "completed");
    const second = await claimed(store, {}, "w2");
    await pages(store, second, [customer("a", 1), customer("b", 2)]);
    expect((await records(stripe)).map((record) => record.run_id)).toEqual([first.runId, second.runId]);
  });

  promise("records of another account are others", async ({ store, records }) => {
    await pages(store, await claimed(store), [customer("a", 1)]);
    await pages(store, await claimed(store, { account: "second" }), [customer("a", 2)]);
    expect(await records(stripe)).toMatchObject([{ data: 1 }]);
    expect(await records({ source: "stripe", account: "second" })).toMatchObject([{ data: 2 }]);
  });

  promise("an id is its object's: others may have the same", async ({ store, records }) => {
    const held = await claimed(store);
    await pages(store, held, [customer("1", 1), { ...customer("1", 2), object: "charges" }]);
    expect((await records(stripe)).map(({ object }) => object)).toEqual(["charges", "customers"]);
  });

  promise("a dry run counts what it would do, moves its cursor and writes no record", async ({ store, records }) => {
    const real = await claimed(store);
    await pages(store, real, [customer("a", 1, tuesday), customer("b", 1, tuesday), customer("c", 1)]);
    await endAs(store, real, "completed");
    const before = await records(stripe);
    const dry = await claimed(store, { dryRun: true }, "w2");
    const page1 = [customer("a", 2, monday), customer("b", 2, tuesday), customer("c", 1), customer("d", 1)];
    expect(await pages(store, dry, page1)).toEqual([[1, 1, 2]]);
    expect(await records(stripe)).toEqual(before);
    expect(await row(store, dry.runId)).toMatchObject({ dry_run: true, total_fetched: 4, checkpoint: { page: 1 } });
  });

  promise("a text that no database can hold does not refuse its page", async ({ store, records }) => {
    const held = await claimed(store);
    const cut = "Mari\u00f1o \ud83d\ude00".slice(0, -1);
    const odd = [customer("a", { name: cut, "k\0": "nul\0" }), customer("b", "\\u0000 written out, \u00e9")];
    await applied(store.commit(page(held, 1, { records: odd })));
    expect((await records(stripe)).map(({ data }) => data)).toEqual([
      { name: "Mari\u00f1o \ufffd", "k\ufffd": "nul\ufffd" },
      "\\u0000 written out, \u00e9",
    ]);
  });

  promise("an empty page is a page", async ({ store }) => {
    const held = await claimed(store);
    expect(await pages(store, held, [])).toEqual([[0, 0, 0]]);
    expect(await row(store, held.runId)).toMatchObject({ commit_seq: 1, total_fetched: 0 });
  });
}
