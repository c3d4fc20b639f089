import { policy } from "@sincro/machine";
import { syncRunRow } from "@sincro/machine/schema";
import { expect } from "vitest";
import type { ListRequest, RunStore } from "../port.ts";
import { claimed, endAs, gap, hour, second, started } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const group = "5f0c2a52-3d2b-4c6f-8a0e-0d9b1c2d3e4f";

async function everyPage(store: RunStore, request: ListRequest): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let before: string | undefined;
  do {
    const { runs, next } = await store.list({ ...request, before });
    pages.push(runs.map(({ account }) => account));
    before = next ?? undefined;
  } while (before !== undefined);
  return pages;
}

/** What one may ask. */
export function reads(promise: PromiseTest): void {
  promise("a run reads as the row of the schema, and as its answers were", async ({ store }) => {
    const run = await started(store, { groupId: group });
    const read = await store.get(run.id);
    expect(read).toEqual(run);
    expect(syncRunRow.parse(read)).toEqual(read);
    expect(await store.get(run.id.toUpperCase())).toEqual(run);
  });

  promise("a run that is not there reads as null", async ({ store }) => {
    expect(await store.get("00000000-0000-4000-8000-000000000000")).toBeNull();
    expect(await store.get("not an id")).toBeNull();
  });

  promise("what a caller does with an answer changes no run", async ({ store }) => {
    const run = await started(store);
    const shown = structuredClone(run);
    Object.assign(run.metadata as object, { mine: true });
    expect(await store.get(run.id)).toEqual(shown);
  });

  promise("runs are listed newest first, page by page, each once", async ({ store, advance }) => {
    for (const account of ["a", "b", "c", "d", "e"]) {
      await started(store, { account });
      await advance(second);
    }
    expect(await everyPage(store, { limit: 2 })).toEqual([["e", "d"], ["c", "b"], ["a"]]);
    expect(await everyPage(store, { limit: 5 })).toEqual([["e", "d", "c", "b", "a"]]);
    expect(await everyPage(store, {})).toEqual([["e", "d", "c", "b", "a"]]);
  });

  promise("F35 · a run that starts while one turns the pages moves no other", async ({ store, advance }) => {
    for (const account of ["a", "b", "c"]) {
      await started(store, { account });
      await advance(second);
    }
    const { next } = await store.list({ limit: 2 });
    await started(store, { account: "d" });
    const { runs } = await store.list({ limit: 2, before: next ?? "" });
    expect(runs.map(({ account }) => account)).toEqual(["a"]);
  });

  promise("runs of the same moment are listed each once", async ({ store }) => {
    const accounts = Array.from({ length: 9 }, (_, index) => `account-${index}`);
    await Promise.all(accounts.map((account) => started(store, { account })));
    expect((await everyPage(store, { limit: 2 })).flat().sort()).toEqual(accounts);
  });

  promise("F25 · a list may be of a source, an account, a group, of active or ended runs", async ({ store }) => {
    await endAs(store, await claimed(store, { account: "a" }), "completed");
    await started(store, { account: "b", groupId: group });
    await started(store, { source: "paypal", account: "c", groupId: group });
    const listed = async (request: ListRequest) => (await everyPage(store, request)).flat().sort();
    expect(await listed({ source: "stripe" })).toEqual(["a", "b"]);
    expect(await listed({ account: "c" })).toEqual(["c"]);
    expect(await listed({ groupId: group })).toEqual(["b", "c"]);
    expect(await listed({ active: true })).toEqual(["b", "c"]);
    expect(await listed({ active: false })).toEqual(["a"]);
    expect(await listed({ active: true, source: "stripe", groupId: group, limit: 1 })).toEqual(["b"]);
    expect(await listed({ groupId: "not an id" })).toEqual([]);
  });

  promise("a list of a name that no database can keep is of the name as it was kept", async ({ store }) => {
    await started(store, { account: "a\u0000b\ud800" });
    expect((await store.list({ account: "a\u0000b\ud800" })).runs).toHaveLength(1);
    expect((await store.list({ source: "\u0000" })).runs).toEqual([]);
  });

  promise("a page's mark that no list gave is an error, not the first page", async ({ store }) => {
    for (const before of ["", "x", btoa("[1,2]"), "2026-11-24T10:00:00Z"]) {
      await expect(store.list({ before })).rejects.toMatchObject({ code: "store_rejected" });
    }
  });

  promise("F12 · the installation says its clock and its numbers", async ({ store, advance }) => {
    const before = await store.status();
    expect(before).toMatchObject({ policy, sweptAt: null, schemaVersion: expect.any(Number) });
    await advance(hour);
    expect(gap(before.now, (await store.status()).now)).toBeGreaterThanOrEqual(hour);
  });
}
