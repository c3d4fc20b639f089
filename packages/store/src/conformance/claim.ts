import { expect } from "vitest";
import { applied, claim, claimed, gap, minute, proof, row, second, started, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const at = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();

/** CLAIM and BEAT: who holds a run, and for how long. */
export function claims(promise: PromiseTest): void {
  promise("a claim takes the run for a lease, and the next fence", async ({ store }) => {
    const run = await started(store);
    await claim(store, run.id);
    const taken = await row(store, run.id);
    expect(taken).toMatchObject({
      status: "running",
      fence: 2,
      worker: "w1",
      last_worker: "w1",
      slice: 1,
      due_at: null,
    });
    expect(gap(taken.claimed_at, taken.deadline_at)).toBe(minute);
    expect(gap(taken.claimed_at, taken.slice_until)).toBe(375 * second);
  });

  promise("F7 · a run that is held cannot be claimed; the same slice is told that it has it", async ({ store }) => {
    const { runId } = await claimed(store);
    const before = await row(store, runId);
    expect(await word(store.send(runId, { type: "CLAIM", worker: "w2" }))).toBe("held");
    expect(await store.send(runId, { type: "CLAIM", worker: "w1" })).toEqual({
      applied: false,
      reason: "repeated",
      run: before,
    });
  });

  promise("dueAt is honoured: no claim before, one from then on", async ({ store, advance }) => {
    const held = await claimed(store);
    const dueAt = at((await store.status()).now, 5 * minute);
    const waits = { type: "YIELD", ...proof(held), reason: "dependency", dueAt } as const;
    expect(await applied(store.send(held.runId, waits))).toMatchObject({ due_at: dueAt });
    await advance(4 * minute);
    expect(await word(store.send(held.runId, { type: "CLAIM", worker: "w2" }))).toBe("not_due");
    expect((await store.sweep()).due).toEqual([]);
    await advance(minute);
    expect((await store.sweep()).due).toHaveLength(1);
    expect(await word(store.send(held.runId, { type: "CLAIM", worker: "w2" }))).toBe("applied");
  });

  promise("each claim is a slice with the next fence", async ({ store }) => {
    const first = await claimed(store);
    await applied(store.send(first.runId, { type: "YIELD", ...proof(first), reason: "budget" }));
    const next = await claim(store, first.runId, "w2");
    expect(next.fence).toBeGreaterThan(first.fence);
    expect(await row(store, first.runId)).toMatchObject({ slice: 2, yield_reason: null, last_worker: "w2" });
    expect(await word(store.send(first.runId, { type: "BEAT", ...proof(first) }))).toBe("fenced");
  });

  promise("a beat moves the deadline to a lease from now", async ({ store, advance }) => {
    const held = await claimed(store);
    await advance(40 * second);
    const run = await applied(store.send(held.runId, { type: "BEAT", ...proof(held) }));
    expect(gap(run.heartbeat_at, run.deadline_at)).toBe(minute);
    expect(gap(run.claimed_at, run.heartbeat_at)).toBeGreaterThanOrEqual(40 * second);
  });

  promise("P2 · a page may take longer than the lease while its worker beats", async ({ store, advance }) => {
    const held = await claimed(store);
    for (let beats = 0; beats < 4; beats += 1) {
      await advance(45 * second);
      await applied(store.send(held.runId, { type: "BEAT", ...proof(held) }));
      expect(await store.sweep()).toMatchObject({ expired: [], released: [] });
    }
    expect(await row(store, held.runId)).toMatchObject({ worker: "w1", silences: 0 });
  });

  promise(
    "a worker that hangs while its timer beats loses the run at the end of its slice",
    async ({ store, advance }) => {
      const held = await claimed(store);
      const beat = { type: "BEAT", ...proof(held) } as const;
      for (let beats = 0; beats < 8; beats += 1) {
        await advance(45 * second);
        await applied(store.send(held.runId, beat));
      }
      const run = await row(store, held.runId);
      expect(run.deadline_at).toBe(run.slice_until);
      await advance(20 * second);
      await store.sweep();
      expect(await row(store, held.runId)).toMatchObject({ status: "continuing", worker: null, silences: 1 });
      expect(await word(store.send(held.runId, beat))).toBe("fenced");
    },
  );

  promise(
    "a commit does not outlast the slice either",
    async ({ store }) => {
      const { runId, fence, worker } = await claimed(store);
      const run = await applied(store.commit({ runId, fence, worker, seq: 1, records: [], checkpoint: 1 }));
      expect(run.deadline_at).toBe(run.slice_until);
    },
    { sliceMs: 20_000 },
  );

  promise("a worker that was late but was not swept goes on", async ({ store, advance }) => {
    const held = await claimed(store);
    await advance(2 * minute);
    expect(await word(store.send(held.runId, { type: "BEAT", ...proof(held) }))).toBe("applied");
    expect((await store.sweep()).expired).toEqual([]);
  });

  promise(
    "F12 · a number of the policy can be set for one installation",
    async ({ store }) => {
      const held = await claimed(store);
      const run = await row(store, held.runId);
      expect(gap(run.claimed_at, run.deadline_at)).toBe(second);
      expect((await store.status()).policy.leaseMs).toBe(second);
    },
    { leaseMs: second },
  );
}
