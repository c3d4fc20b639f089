import { expect } from "vitest";
import type { CommitRequest } from "../port.ts";
import { applied, claim, claimed, gap, minute, page, proof, row, second, stripe, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const customers = (...ids: readonly string[]) => ids.map((id) => ({ object: "customers", id, data: { id } }));
const nothing = { inserted: 0, updated: 0, unchanged: 0 };

/** COMMIT: a page is one unit, and has its place. */
export function commits(promise: PromiseTest): void {
  promise("F33 · rows, counters, cursor and deadline land together", async ({ store, advance, records }) => {
    const held = await claimed(store);
    await advance(30 * second);
    const answer = await store.commit(page(held, 1, { records: customers("a", "b"), checkpoint: { after: "b" } }));
    expect(answer).toMatchObject({ applied: true, reason: null, inserted: 2, updated: 0, unchanged: 0 });
    const run = await row(store, held.runId);
    expect(answer.run).toEqual(run);
    expect(run).toMatchObject({ commit_seq: 1, total_fetched: 2, total_inserted: 2, checkpoint: { after: "b" } });
    expect(gap(run.heartbeat_at, run.deadline_at)).toBe(minute);
    expect(run.progress_at).toBe(run.heartbeat_at);
    expect((await records(stripe)).map((r) => r.external_id)).toEqual(["a", "b"]);
  });

  promise("F27 F28 F29 · counters add up over pages and slices", async ({ store }) => {
    const first = await claimed(store);
    await applied(store.commit(page(first, 1, { records: customers("a", "b") })));
    await applied(store.send(first.runId, { type: "YIELD", ...proof(first), reason: "budget" }));
    const next = await claim(store, first.runId, "w2");
    await applied(store.commit(page(next, 2, { records: customers("b", "c", "d") })));
    expect(await row(store, first.runId)).toMatchObject({
      total_fetched: 5,
      total_inserted: 4,
      total_updated: 0,
      total_skipped: 1,
      commit_seq: 2,
    });
  });

  promise("F16 · a page that is committed twice counts once, and answers the current row", async ({ store }) => {
    const held = await claimed(store);
    await applied(store.commit(page(held, 1, { records: customers("a") })));
    const before = await row(store, held.runId);
    const again = await store.commit(page(held, 1, { records: customers("a") }));
    expect(again).toEqual({ applied: false, reason: "repeated", run: before, ...nothing });
    expect(await row(store, held.runId)).toEqual(before);
  });

  promise("a page out of its place is refused, and writes nothing", async ({ store, records }) => {
    const held = await claimed(store);
    await applied(store.commit(page(held, 1)));
    const before = await row(store, held.runId);
    const late = { records: customers("x") };
    for (const seq of [3, 7]) expect(await word(store.commit(page(held, seq, late)))).toBe("out_of_order");
    const other = page(held, 1, { ...late, checkpoint: { page: "another" } });
    expect(await word(store.commit(other))).toBe("out_of_order");
    expect(await row(store, held.runId)).toEqual(before);
    expect(await records(stripe)).toEqual([]);
  });

  promise("a page that was committed before the run went to another worker is not the new one's", async ({ store }) => {
    const first = await claimed(store);
    await applied(store.commit(page(first, 1)));
    await applied(store.send(first.runId, { type: "YIELD", ...proof(first), reason: "budget" }));
    expect(await word(store.commit(page(first, 1)))).toBe("repeated");
    const next = await claim(store, first.runId, "w2");
    expect(await word(store.commit(page(first, 1)))).toBe("fenced");
    expect(await word(store.commit(page(next, 1)))).toBe("repeated");
  });

  promise("F21 · after a cancel's answer not one record of a page lands", async ({ store, records }) => {
    const held = await claimed(store);
    await store.cancel({ runId: held.runId }, "ana");
    const answer = await store.commit(page(held, 1, { records: customers("a") }));
    expect(answer).toMatchObject({ applied: false, reason: "fenced", ...nothing });
    expect(await records(stripe)).toEqual([]);
  });

  promise(
    "a commit that changes the cursor is progress; one that repeats it only keeps the run",
    async ({ store, advance }) => {
      const first = await claimed(store);
      await advance(minute + 1);
      await store.sweep();
      const held = await claim(store, first.runId, "w2");
      const same = await applied(store.commit(page(held, 1, { checkpoint: null })));
      expect(same).toMatchObject({ commit_seq: 1, silences: 1, slice_pages: 0, progress_at: same.started_at });
      expect(gap(same.heartbeat_at, same.deadline_at)).toBe(minute);
      const moved = await applied(store.commit(page(held, 2)));
      expect(moved).toMatchObject({ commit_seq: 2, silences: 0, slice_pages: 1, progress_at: moved.heartbeat_at });
    },
  );

  promise("progress clears the error of an earlier try", async ({ store }) => {
    const first = await claimed(store);
    const error = { code: "provider_unavailable", message: "503" };
    const waiting = { type: "YIELD", ...proof(first), reason: "retry", error } as const;
    expect(await applied(store.send(first.runId, waiting))).toMatchObject({ error_code: error.code, attempts: 1 });
    const next = await claim(store, first.runId, "w2");
    expect(await applied(store.commit(page(next, 1)))).toMatchObject({
      error_code: null,
      error_message: null,
      attempts: 0,
    });
  });

  promise("F44 · a total is kept as the provider said it last", async ({ store }) => {
    const held = await claimed(store);
    expect(await applied(store.commit(page(held, 1, { total: 90 })))).toMatchObject({ total_expected: 90 });
    expect(await applied(store.commit(page(held, 2)))).toMatchObject({ total_expected: 90 });
    expect(await applied(store.commit(page(held, 3, { total: 88 })))).toMatchObject({ total_expected: 88 });
  });

  promise("any JSON can be a cursor", async ({ store }) => {
    const held = await claimed(store);
    const cursors = ["cus_9", 7, true, [1, "b"], { a: { b: null } }, ""];
    for (const [index, checkpoint] of cursors.entries()) {
      const run = await applied(store.commit(page(held, index + 1, { checkpoint })));
      expect(run).toMatchObject({ checkpoint, slice_pages: index + 1 });
    }
  });

  promise("a page with a wrong field is invalid as a whole", async ({ store, records }) => {
    const held = await claimed(store);
    const before = await row(store, held.runId);
    const wrong: Record<string, unknown>[] = [
      { seq: 0 },
      { total: -1 },
      { records: "none" },
      { records: [...customers("a"), { object: "customers", id: null, data: {} }] },
      { records: [...customers("a"), { object: "customers", id: "b" }] },
    ];
    for (const fault of wrong) {
      expect(await word(store.commit(page(held, 1, fault as Partial<CommitRequest>)))).toBe("invalid");
    }
    expect(await row(store, held.runId)).toEqual(before);
    expect(await records(stripe)).toEqual([]);
  });
}
