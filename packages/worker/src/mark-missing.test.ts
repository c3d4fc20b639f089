import { describe, expect, it } from "vitest";
import type { RunSliceOptions } from "./run-slice.ts";
import { runSlice } from "./run-slice.ts";
import { type Fault, faultyStore, firstTimes } from "./testing/faulty-store.ts";
import { sourceOf } from "./testing/sources.ts";
import { world } from "./testing/world.ts";

const scope = { source: "stripe", account: "default" };
const source = sourceOf({ listed: ["customer"] }, { count: 1 });

/** An account of which a run of before brought three pages of two; the provider has only the first one left. */
async function shrunk() {
  const here = world();
  const { clock, store, options, start } = here;
  const slice = async (more: Partial<RunSliceOptions> & Pick<RunSliceOptions, "run">) =>
    clock.until(runSlice({ store, source, connection: { credentials: {} }, ...options, ...more }));
  await slice({ run: await start(), source: sourceOf({}, { count: 3 }) });
  await clock.advance(1_000);
  const missing = async () =>
    (await store.records(scope)).flatMap(({ missing_at, external_id }) => (missing_at === null ? [] : external_id));
  return { ...here, slice, missing };
}
const gone = ["cus_2a", "cus_2b", "cus_3a", "cus_3b"];

describe("runSlice of a run since ever", () => {
  it("marks what it did not see, before it is completed", async () => {
    const { slice, start, missing } = await shrunk();
    expect(await slice({ run: await start() })).toMatchObject({ kind: "completed" });
    expect(await missing()).toEqual(gone);
  });

  it("unmarks what comes back", async () => {
    const { clock, slice, start, missing } = await shrunk();
    await slice({ run: await start() });
    await clock.advance(1_000);
    await slice({ run: await start(), source: sourceOf({ listed: ["customer"] }, { count: 2 }) });
    expect(await missing()).toEqual(["cus_3a", "cus_3b"]);
  });

  it.each([
    ["a run of a window", { mode: "today" }, {}],
    ["a dry run", { dryRun: true }, {}],
    ["a source that lists nothing whole", {}, { source: sourceOf({}, { count: 1 }) }],
    ["a run of some streams", {}, { streams: [] }],
  ] as const)("%s marks nothing", async (_, request, more) => {
    const { slice, start, missing } = await shrunk();
    expect(await slice({ run: await start(request), ...more })).toMatchObject({ kind: "completed" });
    expect(await missing()).toEqual([]);
  });

  it.each<Fault>(["unreachable", "lost", "hang"])("F8 F16 · a mark that is %s once is made again", async (fault) => {
    const { store, slice, start, missing } = await shrunk();
    const flaky = faultyStore(store, firstTimes("markMissing", 1, fault));
    expect(await slice({ run: await start(), store: flaky })).toMatchObject({ kind: "completed" });
    expect(await missing()).toEqual(gone);
  });

  it("F21 · a run that is cancelled before it marks, marks nothing", async () => {
    const { store, slice, start, missing } = await shrunk();
    const run = await start();
    const late = {
      ...store,
      markMissing: async (request: Parameters<typeof store.markMissing>[0]) => {
        await store.cancel({ runId: run.id }, "ana");
        return store.markMissing(request);
      },
    };
    expect(await slice({ run, store: late })).toMatchObject({ kind: "fenced", stopped: true });
    expect(await missing()).toEqual([]);
  });

  it("goes on while there is more, and hands over in between when the process wants to stop", async () => {
    const { clock, store, slice, start, missing } = await shrunk();
    const run = await start();
    const drain = new AbortController();
    const small = {
      ...store,
      markMissing: async (request: Parameters<typeof store.markMissing>[0]) => {
        drain.abort();
        return store.markMissing({ ...request, limit: 1 });
      },
    };
    expect(await slice({ run, store: small, drain: drain.signal })).toMatchObject({
      kind: "yielded",
      reason: "budget",
    });
    expect(await missing()).toEqual(gone.slice(0, 1));
    await clock.advance(1_000);
    expect(await slice({ run, store: small })).toMatchObject({ kind: "completed" });
    expect(await missing()).toEqual(gone);
  });

  it("F38 · a run that another one goes on from has seen its part", async () => {
    const { clock, store, slice, start, missing } = await shrunk();
    const first = await start();
    await slice({ run: first, source: sourceOf({ listed: ["customer"] }, { count: 3 }), sliceMs: 0 });
    await store.cancel({ runId: first.id }, "ana");
    await clock.advance(1_000);
    const next = await start({ resumeFrom: first.id });
    await slice({ run: next, source: sourceOf({ listed: ["customer"] }, { count: 2 }) });
    expect(await missing()).toEqual(["cus_3a", "cus_3b"]);
  });
});
