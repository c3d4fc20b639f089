import type { SyncRunRow } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { runSlice } from "./run-slice.ts";
import { faultyStore, firstTimes } from "./testing/faulty-store.ts";
import { sourceOf } from "./testing/sources.ts";
import { world } from "./testing/world.ts";

const groupId = "0b6c4f0e-4d3a-4f0d-9a53-1a2b3c4d5e6f";

/** A run that comes after its group, in a group with a run of Stripe's. */
async function grouped() {
  const here = world();
  let asked = 0;
  const before = async () => {
    asked += 1;
  };
  const manychat = sourceOf({ name: "manychat", afterGroup: true }, { before });
  const others = { manychat, later: sourceOf({ name: "later", afterGroup: true }), stripe: sourceOf() };
  const waiter = await here.start({ source: "manychat", groupId });
  const stripe = await here.start({ source: "stripe", groupId, worker: "w1" });
  const { clock, store, options } = here;
  const named = (name: string) => Object.entries(others).find(([known]) => known === name)?.[1];
  const slice = (over = store, run: SyncRunRow = waiter) =>
    clock.until(
      runSlice({ store: over, source: manychat, connection: { credentials: {} }, run, sourceOf: named, ...options }),
    );
  const end = () => store.send(stripe.id, { type: "COMPLETE", fence: 2, worker: "w1", seq: 0 });
  return { ...here, slice, end, stripe, waiter, asked: () => asked };
}

describe("a run that comes after its group", () => {
  it("P1 · waits longer and longer while another is active, uses no attempt up, and is no silence", async () => {
    const { clock, store, slice, asked, row, history, waiter, stripe } = await grouped();
    const waits: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      const outcome = await slice();
      expect(outcome).toMatchObject({
        kind: "yielded",
        reason: "dependency",
        run: { status: "continuing", attempts: 0 },
      });
      if (outcome.kind !== "yielded") return;
      waits.push(outcome.dueInMs);
      await store.send(stripe.id, { type: "BEAT", fence: 2, worker: "w1" });
      await clock.advance(outcome.dueInMs - 1);
      expect((await store.sweep()).due).toEqual([]);
      await clock.advance(1);
      expect((await store.sweep()).due).toMatchObject([{ id: waiter.id }]);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 30_000, 30_000, 30_000, 30_000, 30_000]);
    expect(asked(), "nothing was fetched").toBe(0);
    expect(await row(waiter.id)).toMatchObject({ silences: 0, yield_reason: "dependency", error_code: null });
    expect(new Set(await history(waiter.id))).toEqual(new Set(["START", "CLAIM", "YIELD"]));
  });

  it("goes on when they are over: completed", async () => {
    const { clock, slice, end } = await grouped();
    await slice();
    await end();
    await clock.advance(5_000);
    expect(await slice()).toMatchObject({ kind: "completed", run: { commit_seq: 3 } });
  });

  it.each(["failed", "cancelled", "stale"] as const)("goes on when they are over: %s", async (status) => {
    const { clock, store, slice, row, stripe } = await grouped();
    await slice();
    if (status === "cancelled") await store.cancel({ runId: stripe.id }, "ana");
    if (status === "failed") {
      await store.send(stripe.id, {
        type: "FAIL",
        fence: 2,
        worker: "w1",
        error: { code: "boom", message: "It broke." },
      });
    }
    await clock.advance(61_000);
    if (status === "stale") await store.sweep(true);
    expect(await row(stripe.id)).toMatchObject({ status });
    expect(await slice()).toMatchObject({ kind: "completed" });
  });

  it("F21 · a cancel ends the wait", async () => {
    const { clock, store, slice, row, waiter } = await grouped();
    await slice();
    await clock.advance(2_000);
    const [receipt] = await store.cancel({ runId: waiter.id }, "ana", "enough");
    expect(receipt).toMatchObject({ cancelled: true, from: "continuing" });
    await clock.advance(3_000);
    expect(await slice()).toMatchObject({ kind: "not_claimed", reason: "terminal" });
    expect(await row(waiter.id)).toMatchObject({ status: "cancelled", error_message: "enough" });
  });

  it("does not wait for those that wait themselves, nor for itself, nor for other groups", async () => {
    const { start, slice, end } = await grouped();
    await end();
    await start({ source: "later", groupId });
    await start({ source: "manychat", account: "second", groupId });
    await start({ source: "stripe", groupId: groupId.replace("0", "1") });
    await start({ source: "stripe", account: "second" });
    expect(await slice()).toMatchObject({ kind: "completed" });
  });

  it("sees the one that is active behind many that wait", async () => {
    const { start, slice } = await grouped();
    for (let n = 0; n < 120; n += 1) await start({ source: "later", account: `a${n}`, groupId });
    expect(await slice()).toMatchObject({ kind: "yielded", reason: "dependency" });
  });

  it("without a group there is nobody to wait for", async () => {
    const { store, start, slice } = await grouped();
    const alone = await start({ source: "manychat", account: "alone" });
    expect(await slice(store, alone)).toMatchObject({ kind: "completed" });
  });

  it("F8 · a look that is not answered once is made again", async () => {
    const { store, slice } = await grouped();
    const flaky = faultyStore(store, firstTimes("list", 1, "unreachable"));
    expect(await slice(flaky)).toMatchObject({ kind: "yielded", reason: "dependency" });
  });
});
