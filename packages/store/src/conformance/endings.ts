import { expect } from "vitest";
import { applied, claimed, endAs, gap, page, proof, row, second, started, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const over = { worker: null, deadline_at: null, due_at: null, slice_until: null, yield_reason: null };

/** COMPLETE, FAIL and STOPPED: endings hold for ever. */
export function endings(promise: PromiseTest): void {
  promise("F31 · a run completes only where its last page is the last committed", async ({ store }) => {
    const held = await claimed(store);
    await applied(store.commit(page(held, 1)));
    for (const seq of [0, 2]) {
      expect(await word(store.send(held.runId, { type: "COMPLETE", ...proof(held), seq }))).toBe("out_of_order");
    }
    const run = await applied(store.send(held.runId, { type: "COMPLETE", ...proof(held), seq: 1 }));
    expect(run).toMatchObject({
      status: "completed",
      ended_by: "w1",
      checkpoint: { page: 1 },
      error_code: null,
      ...over,
    });
    expect(run.completed_at).toBe(run.updated_at);
  });

  promise("a run of no pages completes", async ({ store }) => {
    const held = await claimed(store);
    expect(await endAs(store, held, "completed")).toMatchObject({ commit_seq: 0, total_fetched: 0 });
  });

  promise("F43 · a failed run says why", async ({ store }) => {
    const held = await claimed(store);
    const error = { code: "provider_refused", message: "The key was refused.", retryable: false };
    const run = await applied(store.send(held.runId, { type: "FAIL", ...proof(held), error }));
    expect(run).toMatchObject({ status: "failed", error_code: error.code, error_message: error.message, ...over });
  });

  promise(
    "F22 · an ending is for ever: the sweep, a cancel and a restart change nothing of it",
    async ({ store, advance }) => {
      const held = await claimed(store);
      const run = await endAs(store, held, "completed");
      await advance(26 * 3_600 * second);
      await store.sweep(true);
      await store.cancel({ all: true }, "ana");
      await started(store, { onConflict: "restart" });
      expect(await row(store, held.runId)).toEqual(run);
    },
  );

  promise(
    "a worker says once that it let go of an ended run; the cancel's receipt has its latency",
    async ({ store, advance }) => {
      const held = await claimed(store);
      const cancelled = await endAs(store, held, "cancelled");
      await advance(3 * second);
      const stop = { type: "STOPPED", ...proof(held) } as const;
      const run = await applied(store.send(held.runId, stop));
      expect(gap(run.completed_at, run.stopped_at)).toBeGreaterThanOrEqual(3 * second);
      const { stopped_at, updated_at, version } = run;
      expect(run).toEqual({ ...cancelled, stopped_at, updated_at, version: cancelled.version + 1 });
      expect(version).toBe(cancelled.version + 1);
      await advance(second);
      expect(await store.send(held.runId, stop)).toEqual({ applied: false, reason: "repeated", run });
    },
  );

  promise("a worker that did not hold the run last cannot say that it stopped", async ({ store }) => {
    const first = await claimed(store);
    await applied(store.send(first.runId, { type: "YIELD", ...proof(first), reason: "budget" }));
    await applied(store.send(first.runId, { type: "CLAIM", worker: "w2" }));
    await store.cancel({ runId: first.runId }, "ana");
    expect(await word(store.send(first.runId, { type: "STOPPED", ...proof(first) }))).toBe("fenced");
  });
}
