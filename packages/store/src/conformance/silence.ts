import { expect } from "vitest";
import type { RunStore } from "../port.ts";
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

/** The held run's worker falls silent and the sweep notices. */
async function fallSilent({ store, advance }: StoreUnderTest) {
  await advance(minute + 1);
  return store.sweep();
}

const idsOf = (runs: readonly { readonly id: string }[]) => runs.map(({ id }) => id);

/** One page, and on in an hour. */
async function slice(store: RunStore, runId: string, seq: number): Promise<void> {
  const held = await claim(store, runId, `slice-${seq}`);
  const { updated_at } = await applied(store.commit(page(held, seq)));
  const dueAt = new Date(Date.parse(updated_at) + hour).toISOString();
  await applied(store.send(runId, { type: "YIELD", ...proof(held), reason: "rate_limited", dueAt }));
}

/** EXPIRE of a run that a worker held. */
export function silences(promise: PromiseTest): void {
  promise("F1 · a dead worker's run goes on by itself: due at once, from its cursor", async (under) => {
    const { store } = under;
    const held = await claimed(store);
    await applied(store.commit(page(held, 1)));
    const swept = await fallSilent(under);
    const run = await row(store, held.runId);
    expect(swept).toEqual({ expired: [run], released: [], due: [run] });
    expect(run).toMatchObject({
      status: "continuing",
      worker: null,
      silences: 1,
      fence: held.fence + 1,
      checkpoint: { page: 1 },
      yield_reason: null,
      slice_until: null,
    });
    expect(run.due_at).toBe(run.updated_at);
    expect(gap(run.due_at, run.deadline_at)).toBe(minute);
  });

  promise("F7 F21 · a worker that comes back after that can write nothing", async (under) => {
    const { store } = under;
    const held = await claimed(store);
    await fallSilent(under);
    const late = page(held, 1, { records: [{ object: "customers", id: "a", data: 1 }] });
    expect(await word(store.commit(late))).toBe("fenced");
    await claim(store, held.runId, "w2");
    expect(await word(store.commit(late))).toBe("fenced");
    expect(await word(store.send(held.runId, { type: "COMPLETE", ...proof(held), seq: 0 }))).toBe("fenced");
    expect(await under.records(stripe)).toEqual([]);
  });

  promise("F1 · the third silence without progress is the last: stale, lost_worker", async (under) => {
    const { store } = under;
    const { runId } = await claimed(store);
    for (const silence of [1, 2]) {
      await fallSilent(under);
      expect(await row(store, runId)).toMatchObject({ status: "continuing", silences: silence });
      await claim(store, runId, `w${silence + 1}`);
    }
    const swept = await fallSilent(under);
    const run = await row(store, runId);
    expect(swept).toEqual({ expired: [], released: [run], due: [] });
    expect(run).toMatchObject({ status: "stale", silences: 3, error_code: "lost_worker", ended_by: "system" });
    expect(run.completed_at).toBe(run.updated_at);
    expect(run.error_message).toMatch(/silent/);
  });

  promise("progress forgives the silences before it", async (under) => {
    const { store } = under;
    const { runId } = await claimed(store);
    await fallSilent(under);
    await claim(store, runId, "w2");
    await fallSilent(under);
    const held = await claim(store, runId, "w3");
    await applied(store.commit(page(held, 1)));
    await fallSilent(under);
    expect(await row(store, runId)).toMatchObject({ status: "continuing", silences: 1 });
  });

  promise(
    "F1 F46 · lost workers are counted, as far back as one asks; a run that nobody took is none",
    async (under) => {
      const { store, advance } = under;
      expect(await store.silences(hour)).toBe(0);
      const { runId } = await claimed(store);
      await started(store, { account: "forgotten" });
      await fallSilent(under);
      expect(await store.silences(hour)).toBe(1);
      await claim(store, runId, "w2");
      await fallSilent(under);
      await started(store, { account: "at once", worker: "w3" });
      await fallSilent(under);
      expect(await store.silences(hour)).toBe(3);
      await advance(hour - minute / 2);
      expect(await store.silences(hour)).toBe(1);
      await advance(hour);
      expect(await store.silences(hour)).toBe(0);
    },
  );

  promise("a release lets a silent run go at once, and never a live one", async ({ store, advance }) => {
    const silent = await claimed(store);
    await advance(minute - 5 * second);
    const live = await claimed(store, { account: "live" });
    const unclaimed = await started(store, { account: "fresh" });
    await advance(10 * second);
    const swept = await store.sweep(true);
    expect(idsOf(swept.released)).toEqual([silent.runId]);
    expect(await row(store, silent.runId)).toMatchObject({ status: "stale", error_code: "lost_worker", silences: 1 });
    expect(await row(store, live.runId)).toMatchObject({ status: "running", worker: "w1" });
    expect(await row(store, unclaimed.id)).toEqual(unclaimed);
  });

  promise("not_expired · a sweep changes nothing before a deadline", async ({ store, advance }) => {
    const held = await claimed(store);
    const before = await row(store, held.runId);
    await advance(minute - 10 * second);
    expect(await store.sweep()).toEqual({ expired: [], released: [], due: [] });
    expect(await row(store, held.runId)).toEqual(before);
  });

  promise("F11 · a run that gets on is never stale, however old it is", async ({ store, advance }) => {
    const { id } = await started(store);
    for (let seq = 1; seq <= 30; seq += 1) {
      await slice(store, id, seq);
      await advance(hour);
      expect((await store.sweep()).due).toHaveLength(1);
    }
    expect(await row(store, id)).toMatchObject({ status: "continuing", commit_seq: 30, silences: 0 });
  });

  promise("P4 · the sweep says when it last ran", async ({ store, advance }) => {
    expect(await store.status()).toMatchObject({ sweptAt: null });
    await store.sweep();
    const { sweptAt } = await store.status();
    expect(sweptAt).not.toBeNull();
    await advance(minute);
    await store.sweep();
    expect(gap(sweptAt, (await store.status()).sweptAt)).toBeGreaterThanOrEqual(minute);
  });
}
