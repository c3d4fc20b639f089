import { expect } from "vitest";
import { applied, claim, claimed, endAs, type Held, page, proof, row, started, stripe } from "./steps.ts";
import type { PromiseTest, StoreUnderTest } from "./under-test.ts";

const unknownId = "00000000-0000-4000-8000-000000000000";
const cursor = { after: "cus_9" };

async function withCursor({ store }: StoreUnderTest, request = {}): Promise<Held> {
  const held = await claimed(store, { mode: "7d", ...request });
  await applied(store.commit(page(held, 1, { checkpoint: cursor })));
  return held;
}

/** Going on from the cursor of a run that ended early. */
export function resume(promise: PromiseTest): void {
  for (const status of ["failed", "cancelled"] as const) {
    promise(`F38 · a run that is ${status} is resumed by a new one, which reads its cursor`, async (under) => {
      const held = await withCursor(under);
      const before = await endAs(under.store, held, status);
      await under.advance(60_000);
      const run = await started(under.store, { resumeFrom: held.runId });
      expect(run).toMatchObject({
        resumed_from: held.runId,
        checkpoint: cursor,
        mode: "7d",
        window_start: before.window_start,
        window_end: before.window_end,
        commit_seq: 0,
        total_fetched: 0,
      });
      expect(await row(under.store, held.runId)).toEqual(before);
    });
  }

  promise("F38 · a stale run is resumed from its cursor", async (under) => {
    const held = await withCursor(under);
    await under.advance(60_001);
    await under.store.sweep(true);
    expect(await row(under.store, held.runId)).toMatchObject({ status: "stale" });
    expect(await started(under.store, { resumeFrom: held.runId })).toMatchObject({ checkpoint: cursor });
  });

  promise("F17 · of two resumes one runs and the other is told who", async (under) => {
    const held = await withCursor(under);
    await endAs(under.store, held, "failed");
    const run = await started(under.store, { resumeFrom: held.runId });
    const second = await under.store.start({ ...stripe, resumeFrom: held.runId });
    expect(second).toEqual({ outcome: "conflict", run });
  });

  promise("a resumed run commits from page 1 on, from where the other stopped", async (under) => {
    const held = await withCursor(under);
    await endAs(under.store, held, "failed");
    const next = await claim(under.store, (await started(under.store, { resumeFrom: held.runId })).id, "w2");
    await applied(under.store.commit(page(next, 1, { checkpoint: { after: "cus_18" } })));
    await applied(under.store.send(next.runId, { type: "COMPLETE", ...proof(next), seq: 1 }));
  });

  promise("a completed run and an active one cannot be resumed", async (under) => {
    const refused = { outcome: "refused", reason: "illegal" };
    const held = await withCursor(under);
    expect(await under.store.start({ ...stripe, resumeFrom: held.runId })).toMatchObject(refused);
    await endAs(under.store, held, "completed");
    expect(await under.store.start({ ...stripe, resumeFrom: held.runId })).toMatchObject(refused);
    expect((await under.store.list()).runs).toHaveLength(1);
  });

  promise("a run of another scope, or none, cannot be resumed", async (under) => {
    const held = await withCursor(under, { account: "second" });
    await endAs(under.store, held, "failed");
    for (const resumeFrom of [held.runId, unknownId]) {
      const answer = await under.store.start({ ...stripe, resumeFrom });
      expect(answer).toMatchObject({ outcome: "refused", reason: "not_found" });
    }
  });

  promise("a cursor belongs to its mode and window: a resumption asked for others keeps them", async (under) => {
    const whole = await withCursor(under, { mode: "full" });
    const { window_start, window_end } = await endAs(under.store, whole, "failed");
    const asked = { mode: "7d", windowStart: "2020-01-01T00:00:00Z", windowEnd: "2020-02-01T00:00:00Z" } as const;
    const run = await started(under.store, { resumeFrom: whole.runId, ...asked });
    expect(run).toMatchObject({ mode: "full", window_start, window_end });
  });

  promise("what a dry run skipped is never taken for synced: its resumption is dry", async (under) => {
    const held = await withCursor(under, { dryRun: true });
    await endAs(under.store, held, "failed");
    expect(await started(under.store, { resumeFrom: held.runId, dryRun: false })).toMatchObject({ dry_run: true });
  });

  promise("a real run may be resumed as a dry one", async (under) => {
    const held = await withCursor(under);
    await endAs(under.store, held, "failed");
    expect(await started(under.store, { resumeFrom: held.runId, dryRun: true })).toMatchObject({ dry_run: true });
  });
}
