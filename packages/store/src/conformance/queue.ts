import { expect } from "vitest";
import {
  applied,
  claim,
  claimed,
  gap,
  hour,
  minute,
  page,
  proof,
  row,
  second,
  started,
  stripe,
  word,
} from "./steps.ts";
import type { PromiseTest, StoreUnderTest } from "./under-test.ts";

async function sweepAfter({ store, advance }: StoreUnderTest, ms: number) {
  await advance(ms);
  return store.sweep();
}

/** EXPIRE of a run that nobody held, and of one that stands still. */
export function queues(promise: PromiseTest): void {
  promise("F5 · a hand-off that was lost is sent again, and is no silence", async (under) => {
    const { store } = under;
    const held = await claimed(store);
    const waiting = await applied(store.send(held.runId, { type: "YIELD", ...proof(held), reason: "budget" }));
    const swept = await sweepAfter(under, minute + 1);
    const run = await row(store, held.runId);
    expect(swept).toEqual({ expired: [run], released: [], due: [run] });
    expect(run).toMatchObject({ status: "continuing", silences: 0, fence: held.fence + 1, due_at: waiting.due_at });
    expect(gap(run.updated_at, run.deadline_at)).toBe(minute);
  });

  promise("F9 · a run that was never claimed is dispatched again", async (under) => {
    const run = await started(under.store);
    const { expired } = await sweepAfter(under, minute + 1);
    expect(expired).toMatchObject([{ id: run.id, status: "continuing", silences: 0, due_at: run.due_at }]);
    expect((await claim(under.store, run.id)).fence).toBe(3);
  });

  promise("whoever is due and unclaimed is listed for dispatch, the longest waiting first", async (under) => {
    const { store } = under;
    const first = await started(store, { account: "a" });
    await under.advance(second);
    const next = await started(store, { account: "b" });
    await claimed(store, { account: "c" });
    const { due, expired } = await sweepAfter(under, second);
    expect(due).toEqual([first, next]);
    expect(expired).toEqual([]);
  });

  promise("no_worker · ten minutes due in a queue that stands still", async (under) => {
    const { store } = under;
    await store.sweep();
    const run = await started(store);
    for (let swept = 0; swept < 9; swept += 1) {
      await sweepAfter(under, minute + second);
      expect(await row(store, run.id)).toMatchObject({ status: "continuing", due_at: run.due_at });
    }
    const { released } = await sweepAfter(under, minute + second);
    expect(released).toMatchObject([{ id: run.id, status: "stale", error_code: "no_worker", ended_by: "system" }]);
  });

  promise("a run waits longer than ten minutes while its source's queue moves", async (under) => {
    const { store } = under;
    const run = await started(store, { account: "waits" });
    for (let beats = 0; beats < 20; beats += 1) {
      await claimed(store, { account: "works", onConflict: "restart" }, `w${beats}`);
      await sweepAfter(under, minute + second);
    }
    expect(await row(store, run.id)).toMatchObject({ status: "continuing", due_at: run.due_at });
    await claim(store, run.id);
  });

  promise("the queue of another source says nothing", async (under) => {
    const { store } = under;
    await store.sweep();
    const run = await started(store);
    await sweepAfter(under, 9 * minute);
    await claimed(store, { source: "paypal" });
    await sweepAfter(under, 2 * minute);
    expect(await row(store, run.id)).toMatchObject({ status: "stale", error_code: "no_worker" });
  });

  promise("F5 · after everything was off for hours, a run that was handed over goes on", async (under) => {
    const { store } = under;
    const held = await claimed(store);
    await store.sweep();
    await applied(store.send(held.runId, { type: "YIELD", ...proof(held), reason: "budget" }));
    const { due, released } = await sweepAfter(under, 5 * hour);
    expect(released).toEqual([]);
    expect(due).toMatchObject([{ id: held.runId, status: "continuing", silences: 0 }]);
    await sweepAfter(under, minute / 2);
    expect((await claim(store, held.runId, "w2")).fence).toBe(held.fence + 2);
  });

  promise("no_worker · after that it has ten minutes in which somebody watches", async (under) => {
    const { store } = under;
    const run = await started(store);
    await sweepAfter(under, 5 * hour);
    for (let swept = 0; swept < 9; swept += 1) {
      await sweepAfter(under, minute + second);
      expect(await row(store, run.id)).toMatchObject({ status: "continuing", due_at: run.due_at });
    }
    const { released } = await sweepAfter(under, minute + second);
    expect(released).toMatchObject([{ id: run.id, error_code: "no_worker" }]);
  });

  promise(
    "F5 · a worker that died in the evening, and everything with it: in the morning the run goes on",
    async (under) => {
      const { store } = under;
      for (let swept = 0; swept < 12; swept += 1) await sweepAfter(under, minute);
      const held = await claimed(store);
      expect((await sweepAfter(under, minute + second)).expired).toMatchObject([{ id: held.runId, silences: 1 }]);
      const { due, released } = await sweepAfter(under, 12 * hour);
      expect(released).toEqual([]);
      expect(due).toMatchObject([{ id: held.runId, status: "continuing" }]);
    },
  );

  promise(
    "a sweep that comes once in an hour watches nothing: it calls for a worker each time, for 25 hours",
    async (under) => {
      const run = await started(under.store);
      for (let hours = 1; hours < 25; hours += 1) {
        expect((await sweepAfter(under, hour)).due).toMatchObject([{ id: run.id, status: "continuing" }]);
      }
      const { released } = await sweepAfter(under, hour);
      expect(released).toMatchObject([{ id: run.id, error_code: "no_progress" }]);
    },
  );

  promise("F9 P4 · where nothing sweeps, the second start of a scope finds it free", async ({ store, advance }) => {
    const first = await started(store);
    await advance(hour);
    expect(await store.start(stripe)).toMatchObject({
      outcome: "conflict",
      run: { id: first.id, status: "continuing" },
    });
    await advance(hour);
    const second = await started(store);
    expect(second.id).not.toBe(first.id);
    expect(await row(store, first.id)).toMatchObject({ status: "stale", error_code: "no_worker" });
  });

  promise("a start before the first sweep does not let a waiting run go", async (under) => {
    const { store, advance } = under;
    await store.sweep();
    const run = await started(store);
    await advance(hour);
    expect(await store.start(stripe)).toMatchObject({ outcome: "conflict", run: { id: run.id } });
    const { due } = await sweepAfter(under, second);
    expect(due).toMatchObject([{ id: run.id, status: "continuing" }]);
    await sweepAfter(under, minute / 2);
    await claim(store, run.id);
  });

  promise("a release lets an overdue run go that nobody took", async (under) => {
    const { store, advance } = under;
    const run = await started(store);
    await advance(minute + 1);
    expect(await store.sweep(true)).toMatchObject({ expired: [], released: [{ id: run.id, error_code: "no_worker" }] });
  });

  promise("no_progress · 25 hours without a page that moves the cursor, whatever it waits for", async (under) => {
    const { store, advance } = under;
    let held = await claimed(store);
    await applied(store.commit(page(held, 1)));
    for (let hours = 1; hours <= 24; hours += 1) {
      const { now } = await store.status();
      const dueAt = new Date(Date.parse(now) + hour).toISOString();
      await applied(store.send(held.runId, { type: "YIELD", ...proof(held), reason: "rate_limited", dueAt }));
      await advance(hour);
      held = await claim(store, held.runId, `w${hours + 1}`);
    }
    await advance(hour);
    const { released } = await store.sweep();
    expect(released).toMatchObject([
      { id: held.runId, status: "stale", error_code: "no_progress", ended_by: "system" },
    ]);
  });

  promise("no_progress · a wait that would outlast the 25 hours ends with them", async (under) => {
    const { store } = under;
    const held = await claimed(store);
    const wait = { type: "YIELD", ...proof(held), reason: "rate_limited", dueAt: "2999-01-01T00:00:00Z" } as const;
    const run = await applied(store.send(held.runId, wait));
    expect(gap(run.progress_at, run.deadline_at)).toBe(25 * hour);
    const { released } = await sweepAfter(under, 25 * hour);
    expect(released).toMatchObject([{ id: held.runId, error_code: "no_progress" }]);
  });

  promise("a commit that repeats the cursor does not put the 25 hours off", async (under) => {
    const { store, advance } = under;
    const held = await claimed(store, {}, "w1");
    await advance(24 * hour);
    const late = await applied(store.commit(page(held, 1, { checkpoint: null })));
    expect(late.progress_at).toBe(late.started_at);
    await advance(hour);
    await store.sweep();
    expect(await row(store, held.runId)).toMatchObject({ status: "stale", error_code: "no_progress" });
    expect(await word(store.send(held.runId, { type: "BEAT", ...proof(held) }))).toBe("fenced");
  });
}
