import { expect } from "vitest";
import { isStoreError } from "../errors.ts";
import type { CancelFilter } from "../port.ts";
import { applied, claimed, endAs, page, proof, row, started, stripe, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const group = "5f0c2a52-3d2b-4c6f-8a0e-0d9b1c2d3e4f";

/** CANCEL: what it hits, and what it says of that. */
export function cancels(promise: PromiseTest): void {
  promise("a cancelled run says who and why, and its worker is fenced", async ({ store }) => {
    const held = await claimed(store);
    await store.cancel({ runId: held.runId }, "ana", "wrong month");
    expect(await row(store, held.runId)).toMatchObject({
      status: "cancelled",
      ended_by: "ana",
      error_message: "wrong month",
      error_code: null,
      fence: held.fence + 1,
      worker: null,
      last_worker: "w1",
    });
    expect(await word(store.send(held.runId, { type: "BEAT", ...proof(held) }))).toBe("fenced");
  });

  promise("F26 · the receipt names every run, what it was and what it is", async ({ store }) => {
    const held = await claimed(store);
    await applied(store.commit(page(held, 1, { records: [{ object: "customers", id: "a", data: 1 }] })));
    await applied(store.send(held.runId, { type: "YIELD", ...proof(held), reason: "budget" }));
    const other = await started(store, { source: "paypal", account: "second" });
    const receipt = await store.cancel({ all: true }, "ana");
    const expected = [
      { runId: held.runId, ...stripe, from: "continuing", to: "cancelled", cancelled: true, totalFetched: 1 },
      {
        runId: other.id,
        source: "paypal",
        account: "second",
        from: "running",
        to: "cancelled",
        cancelled: true,
        totalFetched: 0,
      },
    ];
    expect(receipt).toEqual(expected.sort((a, b) => (a.runId < b.runId ? -1 : 1)));
    expect(await store.cancel({ all: true }, "ana")).toEqual([]);
  });

  const filters: [string, CancelFilter, readonly string[]][] = [
    ["a source", { source: "stripe" }, ["a", "b"]],
    ["a source and an account", { source: "stripe", account: "b" }, ["b"]],
    ["a group", { groupId: group }, ["b", "c"]],
    ["everything", { all: true }, ["a", "b", "c", "d"]],
    ["a source that runs nothing", { source: "ghl" }, []],
  ];
  for (const [title, filter, hit] of filters) {
    promise(`F24 · a cancel of ${title} hits those runs and no other`, async ({ store }) => {
      await started(store, { account: "a" });
      await started(store, { account: "b", groupId: group });
      await started(store, { source: "paypal", account: "c", groupId: group });
      await started(store, { source: "paypal", account: "d" });
      const receipt = await store.cancel(filter, "ana");
      expect(receipt.map(({ account }) => account).sort()).toEqual(hit);
      const cancelled = (await store.list({ active: false })).runs;
      expect(cancelled.map(({ account }) => account).sort()).toEqual(hit);
    });
  }

  promise(
    "P3 · a cancel of a run that ended says so, and leaves the next run of its scope alone",
    async ({ store }) => {
      const first = await claimed(store);
      await endAs(store, first, "completed");
      const next = await started(store);
      const [receipt] = await store.cancel({ runId: first.runId }, "ana");
      expect(receipt).toMatchObject({ runId: first.runId, from: "completed", to: "completed", cancelled: false });
      expect(await row(store, next.id)).toEqual(next);
    },
  );

  promise("a cancel that is repeated changes nothing", async ({ store }) => {
    const { id: runId } = await started(store);
    await store.cancel({ runId }, "ana", "first");
    const run = await row(store, runId);
    expect(await store.cancel({ runId }, "luis", "second")).toMatchObject([{ from: "cancelled", cancelled: false }]);
    expect(await row(store, runId)).toEqual(run);
  });

  promise("a run that is not there is in no receipt", async ({ store }) => {
    for (const runId of ["00000000-0000-4000-8000-000000000000", "not an id"]) {
      expect(await store.cancel({ runId }, "ana")).toEqual([]);
    }
  });

  promise("F26 · a cancel that cannot be read is an error, not an empty receipt", async ({ store }) => {
    const run = await started(store);
    const wrong = [{}, { all: false }, { account: "default" }, { everything: true }, { runId: run.id, all: true }];
    for (const filter of wrong) {
      const failure = await store.cancel(filter as unknown as CancelFilter, "ana").catch((error: unknown) => error);
      expect(isStoreError(failure) && failure.code).toBe("store_rejected");
    }
    await expect(store.cancel({ all: true }, "")).rejects.toMatchObject({ code: "store_rejected" });
    expect(await row(store, run.id)).toEqual(run);
  });
}
