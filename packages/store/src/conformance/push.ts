import type { Json } from "@sincro/machine";
import { expect } from "vitest";
import { applied, claimed, page, row } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const manychat = { source: "manychat", account: "default" } as const;
const someone = (id: string, data: Json, updatedAt?: string) => ({ object: "subscriber", id, data, updatedAt });
const [monday, tuesday] = ["2026-11-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"];

/** Records that no run fetched. */
export function pushes(promise: PromiseTest): void {
  promise("a pushed record is inserted once, updated when it changed, else left alone", async ({ store, records }) => {
    const push = (data: Json) => store.push({ source: "manychat", records: [someone("1", data)] });
    expect(await push({ name: "Ana" })).toEqual({ inserted: 1, updated: 0, unchanged: 0 });
    expect(await push({ name: "Ana" })).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
    expect(await push({ name: "Eva" })).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
    expect(await records(manychat)).toEqual([
      { object: "subscriber", external_id: "1", data: { name: "Eva" }, updated_at: null, run_id: null },
    ]);
  });

  promise("it says what it knows: keys that it does not have stay", async ({ store, records }) => {
    const push = (data: Json) => store.push({ ...manychat, records: [someone("1", data)] });
    await push({ name: "Ana", tags: [1], phone: null });
    expect(await push({ tags: [2], email: "ana@correo.example" })).toMatchObject({ updated: 1 });
    expect(await push({ email: "ana@correo.example" })).toMatchObject({ unchanged: 1 });
    expect(await push({ name: null })).toMatchObject({ updated: 1 });
    const whole = { name: null, tags: [2], phone: null, email: "ana@correo.example" };
    expect(await records(manychat)).toMatchObject([{ data: whole }]);
    for (const other of [[1], "text", [2]]) {
      expect(await push(other)).toMatchObject({ updated: 1 });
      expect((await records(manychat))[0]?.data).toEqual(other);
    }
  });

  promise("an older version never overwrites a newer one; the known moment stays", async ({ store, records }) => {
    const push = (data: Json, at?: string) => store.push({ ...manychat, records: [someone("1", data, at)] });
    await push({ n: "new" }, tuesday);
    expect(await push({ n: "old" }, monday)).toMatchObject({ unchanged: 1 });
    expect(await push({ n: "again" })).toMatchObject({ updated: 1 });
    expect(await records(manychat)).toMatchObject([{ data: { n: "again" }, updated_at: tuesday }]);
  });

  promise("F35 · of an object that a push holds twice the newest counts, of equals the last", async (under) => {
    const twice = [
      someone("1", "new", tuesday),
      someone("1", "old", monday),
      someone("2", "first"),
      someone("2", "last"),
    ];
    expect(await under.store.push({ ...manychat, records: twice })).toEqual({ inserted: 2, updated: 0, unchanged: 2 });
    expect((await under.records(manychat)).map(({ data }) => data)).toEqual(["new", "last"]);
  });

  promise("a push and a run write the same records: whoever comes last has it", async ({ store, records }) => {
    await store.push({ ...manychat, records: [someone("1", { a: 1 }), someone("2", { a: 1 })] });
    const held = await claimed(store, manychat);
    const fetched = [someone("1", { a: 1 }), someone("2", { b: 2 }), someone("3", { c: 3 })];
    const answer = await store.commit(page(held, 1, { records: fetched }));
    expect(answer).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 });
    expect((await records(manychat)).map(({ run_id }) => run_id)).toEqual([null, held.runId, held.runId]);
    expect(await store.push({ ...manychat, records: fetched })).toEqual({ inserted: 0, updated: 0, unchanged: 3 });
    await store.push({ ...manychat, records: [someone("3", { d: 4 })] });
    expect((await records(manychat)).map(({ data, run_id }) => [data, run_id])).toEqual([
      [{ a: 1 }, null],
      [{ b: 2 }, held.runId],
      [{ c: 3, d: 4 }, null],
    ]);
  });

  promise("a push needs no run, waits for none and touches none", async ({ store }) => {
    const held = await claimed(store, manychat);
    await applied(store.commit(page(held, 1, { records: [someone("1", 1)] })));
    const before = await row(store, held.runId);
    await store.push({ ...manychat, records: [someone("1", 2), someone("2", 2)] });
    expect(await row(store, held.runId)).toEqual(before);
    await applied(store.commit(page(held, 2, { records: [someone("2", 3)] })));
  });

  promise("an account of one's own, and one object's ids are not another's", async ({ store, records }) => {
    const other = { source: "manychat", account: "second" };
    const mixed = [someone("1", 1), { ...someone("1", 2), object: "page" }];
    expect(await store.push({ ...other, records: mixed })).toMatchObject({ inserted: 2 });
    expect(await records(manychat)).toEqual([]);
    expect((await records(other)).map(({ object }) => object)).toEqual(["page", "subscriber"]);
  });

  promise("nothing pushed is nothing done", async ({ store, records }) => {
    expect(await store.push({ ...manychat, records: [] })).toEqual({ inserted: 0, updated: 0, unchanged: 0 });
    expect(await records(manychat)).toEqual([]);
  });

  promise("what cannot be a record is an error that names the field, and nothing of it is written", async (under) => {
    const good = someone("1", 1);
    const wrong: readonly (readonly [string, unknown])[] = [
      ["source", { source: "", records: [good] }],
      ["account", { ...manychat, account: "", records: [good] }],
      ["records", { ...manychat, records: "none" }],
      ["records.1.id", { ...manychat, records: [good, { object: "subscriber", data: 1 }] }],
      ["records.1.data", { ...manychat, records: [good, someone("2", null)] }],
      ["records.1.object", { ...manychat, records: [good, { ...good, object: undefined }] }],
      ["records.1.updatedAt", { ...manychat, records: [good, someone("2", 1, "yesterday")] }],
    ];
    for (const [field, request] of wrong) {
      await expect(under.store.push(request as never), field).rejects.toMatchObject({
        code: "store_rejected",
        message: expect.stringContaining(field),
      });
    }
    expect(await under.records(manychat)).toEqual([]);
  });

  promise("a text that no database can hold does not refuse its push", async ({ store, records }) => {
    const cut = "Mari\u00f1o \ud83d\ude00".slice(0, -1);
    await store.push({ ...manychat, records: [someone("1", { name: cut, "k\0": "nul\0" })] });
    expect(await records(manychat)).toMatchObject([{ data: { name: "Mari\u00f1o \ufffd", "k\ufffd": "nul\ufffd" } }]);
  });

  promise("pushes at once write each record once", async ({ store, records }) => {
    const many = Array.from({ length: 40 }, (_, n) => someone(String(n), { n }));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => store.push({ ...manychat, records: n % 2 === 0 ? many : many.toReversed() })),
    );
    expect(answers.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(40);
    expect(answers.every(({ updated }) => updated === 0)).toBe(true);
    expect(await records(manychat)).toHaveLength(40);
  });
}
