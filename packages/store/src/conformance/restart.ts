import { expect } from "vitest";
import { claimed, page, proof, row, started, stripe, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

/** Cancel and start, as one step. */
export function restart(promise: PromiseTest): void {
  promise("F18 · a restart ends the active run and starts another at once", async ({ store }) => {
    const old = await claimed(store);
    const answer = await store.start({ ...stripe, onConflict: "restart", startedBy: "ana" });
    const ended = await row(store, old.runId);
    expect(ended).toMatchObject({ status: "cancelled", ended_by: "ana", worker: null });
    expect(answer).toMatchObject({
      outcome: "started",
      repeated: false,
      cancelled: [ended],
      run: { status: "running" },
    });
  });

  promise("F18 · the old worker is fenced from the restart on", async ({ store, records }) => {
    const old = await claimed(store);
    await started(store, { onConflict: "restart" });
    const late = page(old, 1, { records: [{ object: "customers", id: "cus_1", data: {} }] });
    expect(await word(store.commit(late))).toBe("fenced");
    expect(await word(store.send(old.runId, { type: "COMPLETE", ...proof(old), seq: 0 }))).toBe("fenced");
    expect(await records(stripe)).toEqual([]);
  });

  promise("a restart of a free scope just starts", async ({ store }) => {
    expect(await store.start({ ...stripe, onConflict: "restart" })).toMatchObject({
      outcome: "started",
      cancelled: [],
    });
  });

  promise("a restart leaves other scopes alone", async ({ store }) => {
    const other = await started(store, { account: "second" });
    await started(store, { onConflict: "restart" });
    expect(await row(store, other.id)).toEqual(other);
  });

  promise("a restart that is refused cancels nothing", async ({ store }) => {
    const run = await started(store);
    const resumeFrom = run.id;
    expect(await store.start({ ...stripe, onConflict: "restart", resumeFrom })).toMatchObject({ outcome: "refused" });
    expect(await store.start({ ...stripe, onConflict: "restart", mode: "range" })).toMatchObject({
      outcome: "refused",
    });
    expect(await row(store, run.id)).toEqual(run);
  });
}
