import { expect } from "vitest";
import { claimed, endAs, hour, second, started } from "./steps.ts";
import type { PromiseTest, StoreUnderTest } from "./under-test.ts";

async function ended({ store, advance }: StoreUnderTest, status: "completed" | "failed" | "cancelled") {
  const { id } = await endAs(store, await claimed(store), status);
  await advance(second);
  return id;
}

const idsOf = async ({ store }: StoreUnderTest) => (await store.list()).runs.map(({ id }) => id).sort();

/** Retention. */
export function prunes(promise: PromiseTest): void {
  promise("F38 · of old runs each scope keeps the newest resumable and the newest completed one", async (under) => {
    const old = [await ended(under, "failed"), await ended(under, "completed")];
    const kept = [await ended(under, "cancelled"), await ended(under, "completed")];
    await under.advance(hour);
    expect(await under.store.prune(hour)).toBe(2);
    expect(await idsOf(under)).toEqual(kept.sort());
    for (const id of old) expect(await under.store.events(id)).toEqual([]);
    expect((await under.store.events(kept[0] ?? "")).length).toBeGreaterThan(0);
  });

  promise("an active run is never pruned, however old", async (under) => {
    const run = await started(under.store);
    await under.advance(1_000 * hour);
    expect(await under.store.prune(0)).toBe(0);
    expect(await under.store.get(run.id)).toEqual(run);
  });

  promise("F36 · while a scope's run is active, its newest completed one stays", async (under) => {
    const older = await ended(under, "completed");
    const kept = await ended(under, "completed");
    const active = await started(under.store);
    await under.advance(hour);
    expect(await under.store.prune(hour)).toBe(1);
    expect(await idsOf(under)).toEqual([kept, active.id].sort());
    expect(await under.store.get(older)).toBeNull();
  });

  promise("a run that ended lately is kept", async (under) => {
    await ended(under, "failed");
    await ended(under, "failed");
    await under.advance(hour);
    expect(await under.store.prune(2 * hour)).toBe(0);
    expect(await under.store.prune(hour)).toBe(1);
  });

  promise("a time to keep that is none is refused", async ({ store }) => {
    await expect(store.prune(-1)).rejects.toMatchObject({ code: "store_rejected" });
  });
}
