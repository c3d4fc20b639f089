import { expect } from "vitest";
import type { StartRequest } from "../port.ts";
import { applied, claimed, endAs, gap, hour, minute, row, started, stripe } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const lengths = { today: 24 * hour, "7d": 7 * 24 * hour, month: 30 * 24 * hour } as const;

/** START: one active run per scope, and what a run begins with. */
export function start(promise: PromiseTest): void {
  promise("F9 · the statement that creates a run gives it its deadline", async ({ store }) => {
    const run = await started(store, { startedBy: "ana" });
    expect(run).toMatchObject({ ...stripe, status: "running", fence: 1, worker: null, started_by: "ana", version: 1 });
    expect(gap(run.started_at, run.deadline_at)).toBe(minute);
    expect(run.due_at).toBe(run.started_at);
    expect(await row(store, run.id)).toEqual(run);
  });

  promise("F14 P5 · a second start of a scope is a conflict that shows the holder", async ({ store }) => {
    const run = await started(store);
    expect(await store.start(stripe)).toEqual({ outcome: "conflict", run });
    expect((await store.list()).runs).toHaveLength(1);
  });

  promise("another account or another source is another scope", async ({ store }) => {
    await started(store);
    await started(store, { account: "second" });
    await started(store, { source: "paypal" });
    expect((await store.list({ active: true })).runs).toHaveLength(3);
  });

  promise("attach answers the active run, whichever state it is in", async ({ store }) => {
    const { runId, ...hold } = await claimed(store);
    await applied(store.send(runId, { type: "YIELD", ...hold, reason: "budget" }));
    const answer = await store.start({ ...stripe, onConflict: "attach" });
    expect(answer).toEqual({ outcome: "attached", run: await row(store, runId) });
  });

  for (const status of ["completed", "failed", "cancelled"] as const) {
    promise(`a run that is ${status} has left its scope`, async ({ store }) => {
      const held = await claimed(store);
      await endAs(store, held, status);
      expect((await started(store)).id).not.toBe(held.runId);
    });
  }

  promise("with a worker, START and CLAIM are one step", async ({ store }) => {
    const run = await started(store, { worker: "w1" });
    expect(run).toMatchObject({ status: "running", fence: 2, worker: "w1", slice: 1, due_at: null });
    expect((await store.events(run.id)).map(({ event }) => event)).toEqual(["START", "CLAIM"]);
  });

  promise("P4 · a start sweeps its scope: a dead worker's run is taken from it", async ({ store, advance }) => {
    const { runId } = await claimed(store);
    await advance(minute + 1);
    const answer = await store.start(stripe);
    expect(answer).toMatchObject({ outcome: "conflict", run: { id: runId, status: "continuing", silences: 1 } });
  });

  promise("P4 · a start sweeps its scope: a run that nobody will take makes room", async ({ store, advance }) => {
    await store.sweep();
    const run = await started(store);
    await advance(5 * minute);
    await store.sweep();
    await advance(6 * minute);
    expect((await started(store)).id).not.toBe(run.id);
    expect(await row(store, run.id)).toMatchObject({ status: "stale", error_code: "no_worker" });
  });

  promise("a start sweeps no other scope", async ({ store, advance }) => {
    const other = await started(store, { account: "second" });
    await advance(11 * minute);
    await started(store);
    expect(await row(store, other.id)).toEqual(other);
  });

  for (const [mode, length] of Object.entries(lengths) as ["today" | "7d" | "month", number][]) {
    promise(`the window of ${mode} is frozen when the run starts`, async ({ store, advance }) => {
      const run = await started(store, { mode });
      expect(run).toMatchObject({ mode, window_end: run.started_at });
      expect(gap(run.window_start, run.window_end)).toBe(length);
      await advance(30_000);
      const { window_start, window_end } = run;
      expect(await applied(store.send(run.id, { type: "CLAIM", worker: "w1" }))).toMatchObject({
        window_start,
        window_end,
      });
    });
  }

  promise("full is the mode when nobody says, and has no beginning", async ({ store }) => {
    const run = await started(store);
    expect(run).toMatchObject({ mode: "full", window_start: null, window_end: run.started_at });
  });

  promise("F50 · a window of one's own is a range, and never ends in the future", async ({ store }) => {
    const windowStart = "2020-01-01T01:00:00+01:00";
    const first = await started(store, { windowStart, windowEnd: "2020-02-01T00:00:00Z" });
    expect(first).toMatchObject({
      mode: "range",
      window_start: "2020-01-01T00:00:00.000Z",
      window_end: "2020-02-01T00:00:00.000Z",
    });
    const open = await started(store, { account: "second", windowStart, windowEnd: "2999-01-01T00:00:00Z" });
    expect(open.window_end).toBe(open.started_at);
  });

  const invalid: Record<string, Partial<StartRequest>> = {
    "an empty source": { source: "" },
    "an unknown mode": { mode: "yesterday" as "today" },
    "a range without a window": { mode: "range" },
    "a window that ends before it starts": { windowStart: "2020-02-01T00:00:00Z", windowEnd: "2020-01-01T00:00:00Z" },
    "a window in the future": { windowStart: "2999-01-01T00:00:00Z" },
    "a time that is none": { windowStart: "last week" },
    "a request id that is none": { requestId: "7" },
    "an unknown choice on conflict": { onConflict: "force" as "reject" },
  };
  for (const [title, request] of Object.entries(invalid)) {
    promise(`${title} is refused as invalid, and says which field`, async ({ store }) => {
      const answer = await store.start({ ...stripe, ...request });
      expect(answer).toMatchObject({ outcome: "refused", reason: "invalid", detail: expect.stringMatching(/\w/) });
      expect((await store.list()).runs).toEqual([]);
    });
  }
}
