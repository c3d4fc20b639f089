import { describe, expect, it } from "vitest";
import { faultyStore } from "./testing/faulty-store.ts";
import { fetching, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

describe("the heart of a slice", () => {
  it("P2 · a page that takes 70 s survives a lease of 60 s, sweeps and all", async () => {
    const { clock, store, options, start, row, history } = world();
    const run = await start();
    const slice = withRun(store, run, fetching(clock, 2, 70_000), options);
    for (let second = 0; second < 130; second += 5) {
      await clock.advance(5_000);
      expect((await store.sweep()).expired).toEqual([]);
    }
    expect(await clock.until(slice)).toMatchObject({ kind: "completed" });
    expect(await row(run.id)).toMatchObject({ silences: 0, slice: 1, fence: 2 });
    expect(await history(run.id)).toEqual(["START", "CLAIM", "COMMIT", "COMMIT", "COMPLETE"]);
  });

  it("F1 · is what keeps the run: without it the sweep re-drives the run", async () => {
    const { clock, store, options, start, row } = world();
    const run = await start();
    const deaf = faultyStore(store, (call) => (call === "BEAT" ? "unreachable" : undefined));
    const slice = withRun(deaf, run, fetching(clock, 1, 70_000), options);
    await clock.advance(60_000);
    expect((await store.sweep()).expired).toMatchObject([{ id: run.id, status: "continuing" }]);
    expect((await clock.until(slice)).kind).toBe("lost");
    expect(await row(run.id)).toMatchObject({ silences: 1, commit_seq: 0 });
  });

  it("beats at the pace of the database's policy, through pages that are quicker or slower", async () => {
    const { clock, store, options, start } = world({ beatMs: 2_000, leaseMs: 8_000 });
    const beats: number[] = [];
    const counting = faultyStore(store, (call) => {
      if (call === "BEAT") beats.push(clock.now());
      return undefined;
    });
    await clock.until(withRun(counting, await start(), fetching(clock, 3, 3_000), options));
    expect(beats).toEqual([2_000, 4_000, 6_000, 8_000]);
  });

  it("survives three lost beats, and beats that never settle", async () => {
    for (const fault of ["unreachable", "lost", "hang"] as const) {
      const { clock, store, options, start } = world();
      const run = await start();
      let beats = 0;
      const flaky = faultyStore(store, (call) => (call === "BEAT" && beats++ < 3 ? fault : undefined));
      const slice = withRun(flaky, run, fetching(clock, 1, 200_000), options);
      await clock.advance(59_999);
      expect((await store.sweep()).expired).toEqual([]);
      expect(await clock.until(slice), fault).toMatchObject({ kind: "completed", run: { silences: 0 } });
    }
  });
});
