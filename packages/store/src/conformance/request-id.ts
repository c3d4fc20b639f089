import { expect } from "vitest";
import { claimed, endAs, row, started, stripe } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const requestId = "0b6c4f0e-4d3a-4f0d-9a53-1a2b3c4d5e6f";

/** A start that is repeated after a lost answer. */
export function requestIds(promise: PromiseTest): void {
  promise("a start that is repeated answers the run that it started", async ({ store }) => {
    const run = await started(store, { requestId });
    const again = await store.start({ ...stripe, requestId });
    expect(again).toEqual({ outcome: "started", run, repeated: true, cancelled: [] });
    expect(run.request_id).toBe(requestId);
  });

  promise("a start that is repeated after its run ended starts no other", async ({ store }) => {
    const held = await claimed(store, { requestId });
    const run = await endAs(store, held, "completed");
    expect(await store.start({ ...stripe, requestId })).toMatchObject({ run, repeated: true });
    expect((await store.list()).runs).toEqual([run]);
  });

  promise("a start with a worker that is repeated claims once", async ({ store }) => {
    const run = await started(store, { requestId, worker: "w1" });
    expect(await store.start({ ...stripe, requestId, worker: "w1" })).toMatchObject({ run, repeated: true });
    expect(await row(store, run.id)).toEqual(run);
  });

  promise("a restart that is repeated cancels nothing more", async ({ store }) => {
    await started(store);
    const run = await started(store, { requestId, onConflict: "restart" });
    const again = await store.start({ ...stripe, requestId, onConflict: "restart" });
    expect(again).toEqual({ outcome: "started", run, repeated: true, cancelled: [] });
    expect(await row(store, run.id)).toEqual(run);
  });

  promise("a request id is its scope's: another scope may have the same", async ({ store }) => {
    const run = await started(store, { requestId });
    expect((await started(store, { requestId, account: "second" })).id).not.toBe(run.id);
  });

  promise("a request that met a conflict may be sent again once the scope is free", async ({ store }) => {
    const holder = await started(store);
    expect(await store.start({ ...stripe, requestId })).toMatchObject({ outcome: "conflict" });
    await store.cancel({ runId: holder.id }, "ana");
    expect(await store.start({ ...stripe, requestId })).toMatchObject({ outcome: "started", repeated: false });
  });
}
