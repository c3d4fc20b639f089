import { expect } from "vitest";
import type { MarkAnswer, RunStore, StartRequest } from "../index.ts";
import { applied, claimed, endAs, type Held, hour, minute, page, row, second, stripe } from "./steps.ts";
import type { PromiseTest, StoreUnderTest } from "./under-test.ts";

const objects = ["customer"];
const customers = (...ids: readonly string[]) => ids.map((id) => ({ object: "customer", id, data: { id } }));

const mark = (store: RunStore, { runId, fence, worker }: Held, more = {}): Promise<MarkAnswer> =>
  store.markMissing({ runId, fence, worker, objects, ...more });

/** A run whose pages were committed, still held. */
async function read(under: StoreUnderTest, pages: readonly (readonly string[])[], more: Partial<StartRequest> = {}) {
  await under.advance(second);
  const held = await claimed(under.store, more, `w${crypto.randomUUID()}`);
  for (const [n, ids] of pages.entries()) {
    await applied(under.store.commit(page(held, n + 1, { records: customers(...ids) })));
  }
  return held;
}

/** A run of before, that brought these customers. */
async function before(under: StoreUnderTest, ...ids: readonly string[]): Promise<void> {
  await endAs(under.store, await read(under, [ids]), "completed");
}

const done = (marked: number): MarkAnswer => ({ applied: true, reason: null, marked, more: false });
const refused = (reason: MarkAnswer["reason"]) => ({ applied: false, reason, marked: 0, more: false });

/** What a run since ever did not see. */
export function missing(promise: PromiseTest): void {
  promise("what a run since ever did not see is marked, not deleted; what it saw unchanged is not", async (under) => {
    await before(under, "a", "b", "c");
    const held = await read(under, [["a"], ["d"]]);
    expect(await mark(under.store, held)).toEqual(done(2));
    await endAs(under.store, held, "completed");
    expect(await under.missing(stripe)).toEqual(["b", "c"]);
    expect((await under.records(stripe)).map(({ external_id }) => external_id)).toEqual(["a", "b", "c", "d"]);
    const known = await under.store.knownIds({ ...stripe, object: "customer", after: null });
    expect(known.ids, "who is missing is not asked for again").toEqual(["a", "d"]);
  });

  promise("what is seen again is unmarked, though it did not change", async (under) => {
    await before(under, "a", "b");
    const held = await read(under, [["a"]]);
    await mark(under.store, held);
    await endAs(under.store, held, "completed");
    expect(await under.missing(stripe)).toEqual(["b"]);
    const again = await read(under, [["a", "b"]]);
    expect(await under.missing(stripe)).toEqual([]);
    expect(await mark(under.store, again)).toEqual(done(0));
  });

  promise("objects that the run does not list whole are left alone", async (under) => {
    await before(under, "a");
    const held = await read(under, [["b"]]);
    expect(await mark(under.store, held, { objects: ["charge"] })).toEqual(done(0));
    expect(await under.missing(stripe)).toEqual([]);
  });

  promise("an object's id is not another's: what was seen of one says nothing of the other", async (under) => {
    await under.advance(second);
    const first = await claimed(under.store);
    const same = ["customer", "charge"].map((object) => ({ object, id: "x", data: 1 }));
    await applied(under.store.commit(page(first, 1, { records: same })));
    await endAs(under.store, first, "completed");
    const held = await read(under, [["x"]]);
    expect(await mark(under.store, held, { objects: ["customer", "charge"] })).toEqual(done(1));
  });

  promise("records of another account are not its business", async (under) => {
    await under.advance(second);
    const other = await claimed(under.store, { account: "second" });
    await applied(under.store.commit(page(other, 1, { records: customers("z") })));
    await endAs(under.store, other, "completed");
    expect(await mark(under.store, await read(under, [["a"]]))).toEqual(done(0));
    expect(await under.missing({ source: "stripe", account: "second" })).toEqual([]);
  });

  promise("so many at a time, and asked again the rest", async (under) => {
    await before(under, "a", "b", "c", "d", "e");
    const held = await read(under, [["e"]]);
    expect(await mark(under.store, held, { limit: 3 })).toEqual({ ...done(3), more: true });
    expect(await under.missing(stripe)).toEqual(["a", "b", "c"]);
    expect(await mark(under.store, held, { limit: 3 })).toEqual(done(1));
    expect(await under.missing(stripe)).toEqual(["a", "b", "c", "d"]);
  });

  promise("F16 · repeated, as after a crash before COMPLETE, it marks nothing more", async (under) => {
    await before(under, "a", "b");
    const held = await read(under, [["a"]]);
    expect(await mark(under.store, held)).toEqual(done(1));
    expect(await mark(under.store, held)).toEqual(done(0));
    expect(await under.missing(stripe)).toEqual(["b"]);
    await endAs(under.store, held, "completed");
  });

  promise("what was written since the run began is not missing, though its lists lack it", async (under) => {
    await before(under, "a");
    const held = await read(under, [["a"]]);
    await applied(under.store.commit(page(held, 2, { records: customers("late") })));
    const other = await read(under, [["late"]], { account: "second" });
    expect(await mark(under.store, other)).toEqual(done(0));
    expect(await mark(under.store, held)).toEqual(done(0));
  });

  for (const [title, more] of [
    ["a dry run", { dryRun: true }],
    ["a run of a window", { mode: "7d" }],
    ["a run that has an end and no beginning", { mode: "range", windowEnd: "2026-11-01T00:00:00.000Z" }],
  ] as const) {
    promise(`${title} marks nothing`, async (under) => {
      await before(under, "a", "b");
      const held = await read(under, [["a"]], more);
      expect(await mark(under.store, held)).toEqual(done(0));
      expect(await under.missing(stripe)).toEqual([]);
    });
  }

  promise("a run that committed no page has seen nothing, and says nothing", async (under) => {
    await before(under, "a");
    expect(await mark(under.store, await read(under, []))).toEqual(done(0));
    expect(await mark(under.store, await read(under, [[]], { onConflict: "restart" }))).toEqual(done(1));
  });

  promise("F38 · what the runs saw that it goes on from counts, and their beginning", async (under) => {
    await before(under, "a", "b", "c", "d");
    const first = await read(under, [["a"]]);
    await endAs(under.store, first, "failed");
    const next = await read(under, [["b"], ["new"]], { resumeFrom: first.runId });
    await endAs(under.store, next, "cancelled");
    const last = await read(under, [["c"]], { resumeFrom: next.runId });
    expect(await mark(under.store, last)).toEqual(done(1));
    expect(await under.missing(stripe)).toEqual(["d"]);
  });

  promise("where a run that it goes on from is gone, nothing is marked", async (under) => {
    await before(under, "a", "b");
    const first = await read(under, [["a"]]);
    await endAs(under.store, first, "failed");
    await under.advance(hour);
    const next = await read(under, [["a"]], { resumeFrom: first.runId });
    await endAs(under.store, next, "failed");
    expect(await under.store.prune(minute)).toBe(1);
    const last = await read(under, [["a"]], { resumeFrom: next.runId });
    expect(await mark(under.store, last)).toEqual(done(0));
    expect(await under.missing(stripe)).toEqual([]);
  });

  promise("where only what they saw was forgotten, nothing is marked either", async (under) => {
    await before(under, "a", "b");
    const first = await read(under, [["a"]]);
    await endAs(under.store, first, "failed");
    await under.advance(hour);
    expect(await under.store.prune(minute)).toBe(0);
    const next = await read(under, [["a"]], { resumeFrom: first.runId });
    expect(await mark(under.store, next)).toEqual(done(0));
    expect(await under.missing(stripe)).toEqual([]);
  });

  promise("a prune forgets nothing of what an active run goes on from", async (under) => {
    await before(under, "a", "b");
    const first = await read(under, [["a"]]);
    await endAs(under.store, first, "failed");
    const next = await read(under, [[]], { resumeFrom: first.runId });
    await under.advance(50 * second);
    await under.store.prune(0);
    expect(await mark(under.store, next)).toEqual(done(1));
    expect(await under.missing(stripe)).toEqual(["b"]);
  });

  promise("F7 · a fenced worker marks nothing", async (under) => {
    await before(under, "a", "b");
    const held = await read(under, [["a"]]);
    for (const other of [
      { ...held, fence: held.fence - 1 },
      { ...held, worker: "w0" },
    ]) {
      expect(await mark(under.store, other)).toEqual(refused("fenced"));
    }
    await under.store.cancel({ runId: held.runId }, "ana");
    expect(await mark(under.store, held)).toEqual(refused("fenced"));
    expect(await under.missing(stripe)).toEqual([]);
  });

  promise("a run that is over, or waits, marks nothing", async (under) => {
    await before(under, "a", "b");
    const held = await read(under, [["a"]]);
    const { runId, fence, worker } = held;
    await applied(under.store.send(runId, { type: "YIELD", fence, worker, reason: "budget" }));
    expect(await mark(under.store, held)).toEqual(refused("illegal"));
    const next = await read(under, [["a"]], { onConflict: "restart" });
    await endAs(under.store, next, "completed");
    expect(await mark(under.store, next)).toEqual(refused("terminal"));
    expect(await mark(under.store, { ...next, runId: "nothing" })).toEqual(refused("not_found"));
    expect(await mark(under.store, next, { limit: 0 })).toMatchObject(refused("invalid"));
    expect(await under.missing(stripe)).toEqual([]);
    expect((await row(under.store, next.runId)).status).toBe("completed");
  });
}
