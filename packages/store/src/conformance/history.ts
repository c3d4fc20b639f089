import { expect } from "vitest";
import { applied, claim, claimed, endAs, minute, page, proof, second, started, stripe, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const customers = [
  { object: "customers", id: "a", data: 1 },
  { object: "customers", id: "b", data: 1 },
];

/** The append-only history of a run. */
export function histories(promise: PromiseTest): void {
  promise("every transition is an entry, in order; beats are not", async ({ store, advance }) => {
    const first = await claimed(store, { startedBy: "ana" });
    await advance(2 * second);
    await applied(store.send(first.runId, { type: "BEAT", ...proof(first) }));
    await applied(store.commit(page(first, 1, { records: customers })));
    await applied(store.send(first.runId, { type: "YIELD", ...proof(first), reason: "budget" }));
    const next = await claim(store, first.runId, "w2");
    await applied(store.send(next.runId, { type: "COMPLETE", ...proof(next), seq: 1 }));
    const events = await store.events(first.runId);
    expect(
      events.map((e) => [e.event, e.from_status, e.to_status, e.actor_kind, e.actor, e.fence, e.seq, e.records]),
    ).toEqual([
      ["START", null, "running", "user", "ana", 1, null, null],
      ["CLAIM", "running", "running", "worker", "w1", 2, null, null],
      ["COMMIT", "running", "running", "worker", "w1", 2, 1, 2],
      ["YIELD", "running", "continuing", "worker", "w1", 2, null, null],
      ["CLAIM", "continuing", "running", "worker", "w2", 3, null, null],
      ["COMPLETE", "running", "completed", "worker", "w2", 3, 1, null],
    ]);
    expect(events.every((e) => e.applied && e.reason === null && e.run_id === first.runId)).toBe(true);
    const order = events.map(({ n }) => n);
    expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
  });

  promise("an entry says how long what it ends took, and what it was about", async ({ store, advance }) => {
    const held = await claimed(store);
    await advance(2 * second);
    await applied(store.commit(page(held, 1, { records: customers, total: 9 })));
    await advance(second);
    await applied(store.send(held.runId, { type: "YIELD", ...proof(held), reason: "budget" }));
    const [, , commit, handBack] = await store.events(held.runId);
    expect(commit?.ms).toBeGreaterThanOrEqual(2 * second);
    expect(commit?.detail).toEqual({ checkpoint: { page: 1 }, inserted: 2, updated: 0, unchanged: 0, total: 9 });
    expect(handBack?.ms).toBeGreaterThanOrEqual(3 * second);
    expect(handBack?.detail).toEqual({ reason: "budget" });
  });

  promise("what a fenced worker still tries is noted once per kind; other refusals are not", async ({ store }) => {
    const held = await claimed(store);
    await store.cancel({ runId: held.runId }, "ana");
    for (const seq of [1, 2]) {
      expect(await word(store.commit(page(held, seq, { records: customers })))).toBe("fenced");
      expect(await word(store.send(held.runId, { type: "COMPLETE", ...proof(held), seq }))).toBe("fenced");
      expect(await word(store.send(held.runId, { type: "BEAT", ...proof(held) }))).toBe("fenced");
      expect(await word(store.send(held.runId, { type: "CLAIM", worker: "w2" }))).toBe("terminal");
      expect(await word(store.send(held.runId, { type: "CANCEL", actor: "ana" }))).toBe("repeated");
    }
    const refused = (await store.events(held.runId)).filter((e) => !e.applied);
    expect(refused.map((e) => [e.event, e.reason, e.from_status, e.to_status, e.fence, e.actor, e.seq, e.ms])).toEqual([
      ["COMMIT", "fenced", "cancelled", "cancelled", held.fence, "w1", 1, null],
      ["COMPLETE", "fenced", "cancelled", "cancelled", held.fence, "w1", 1, null],
      ["BEAT", "fenced", "cancelled", "cancelled", held.fence, "w1", null, null],
    ]);
  });

  promise("each fenced worker is noted", async ({ store }) => {
    const held = await claimed(store);
    for (const worker of ["w8", "w9"]) expect(await word(store.commit(page({ ...held, worker }, 1)))).toBe("fenced");
    const refused = (await store.events(held.runId)).filter((e) => !e.applied);
    expect(refused.map(({ actor }) => actor)).toEqual(["w8", "w9"]);
  });

  promise("the sweep's work is the system's, a schedule names itself", async ({ store, advance }) => {
    await store.sweep();
    const { id } = await started(store, { startedBy: "schedule:nightly" });
    await advance(minute + 1);
    await store.sweep();
    await store.cancel({ runId: id }, "luis", "enough");
    const events = await store.events(id);
    expect(events.map((e) => [e.event, e.actor_kind, e.actor])).toEqual([
      ["START", "schedule", "schedule:nightly"],
      ["EXPIRE", "system", null],
      ["CANCEL", "user", "luis"],
    ]);
    expect(events[1]?.detail).toEqual({ queueMoves: true }); // nobody has watched for long
    expect(events[1]?.ms).toBeGreaterThan(minute);
    expect(events[2]?.detail).toEqual({ reason: "enough" });
  });

  promise("a restart is in both histories", async ({ store }) => {
    const old = await started(store);
    const run = await started(store, { onConflict: "restart", startedBy: "ana" });
    expect(await store.events(old.id)).toMatchObject([{ event: "START" }, { event: "CANCEL", actor: "ana" }]);
    expect(await store.events(run.id)).toMatchObject([{ event: "START", actor: "ana" }]);
  });

  promise("a conflict, a repeated start and a refused one leave no entry", async ({ store }) => {
    const requestId = "0b6c4f0e-4d3a-4f0d-9a53-1a2b3c4d5e6f";
    const run = await started(store, { requestId });
    await store.start({ ...stripe, requestId });
    await store.start(stripe);
    await store.start({ ...stripe, mode: "range" });
    expect(await store.events(run.id)).toHaveLength(1);
  });

  promise("a worker's stop has its latency", async ({ store, advance }) => {
    const held = await claimed(store);
    await endAs(store, held, "cancelled");
    await advance(2 * second);
    await applied(store.send(held.runId, { type: "STOPPED", ...proof(held) }));
    const last = (await store.events(held.runId)).at(-1);
    expect(last).toMatchObject({ event: "STOPPED", from_status: "cancelled", to_status: "cancelled", actor: "w1" });
    expect(last?.ms).toBeGreaterThanOrEqual(2 * second);
  });

  promise("a run that is not there has no history", async ({ store }) => {
    expect(await store.events("00000000-0000-4000-8000-000000000000")).toEqual([]);
    expect(await store.events("not an id")).toEqual([]);
  });
}
