import type { SyncRunRow } from "@sincro/machine";
import type { SliceOutcome } from "@sincro/worker";
import { describe, expect, it } from "vitest";
import { workOn } from "./work-on.ts";

const run = { id: "r1", fence: 2 } as SyncRunRow;
const after = { ...run, fence: 2, status: "continuing" } as SyncRunRow;
const yielded = (dueInMs: number): SliceOutcome => ({
  kind: "yielded",
  run: after,
  reason: "budget",
  dueAt: "",
  dueInMs,
});

async function leftBy(slice: () => Promise<SliceOutcome>, dispatch = async (_: SyncRunRow) => {}) {
  const told: unknown[] = [];
  await workOn({
    slice,
    dispatch: async (row) => {
      told.push(["dispatch", row]);
      await dispatch(row);
    },
    onFault: (error) => void told.push(["fault", error]),
    wait: async (ms) => void told.push(["wait", ms]),
  })(run);
  return told;
}

describe("after a slice", () => {
  it("F46 · the next one is called at once, with the row as the slice left it", async () => {
    expect(await leftBy(async () => yielded(0))).toEqual([["dispatch", after]]);
  });

  it("P1 · a short wait is waited, a long one is left to the sweep", async () => {
    expect(await leftBy(async () => yielded(4_000))).toEqual([
      ["wait", 4_000],
      ["dispatch", after],
    ]);
    expect(await leftBy(async () => yielded(15_001))).toEqual([]);
  });

  it("a run that is over, or in other hands, is called for no more", async () => {
    const over: SliceOutcome[] = [
      { kind: "completed", run },
      { kind: "fenced", run, stopped: true },
      { kind: "not_claimed", run, reason: "held" },
      { kind: "lost", run: null, error: { code: "store_unreachable", message: "" } },
    ];
    for (const outcome of over) expect(await leftBy(async () => outcome)).toEqual([]);
  });

  it("F5 · a call that is lost is told, and ends nothing", async () => {
    const lost = new Error("lost");
    expect(
      await leftBy(
        async () => yielded(0),
        () => Promise.reject(lost),
      ),
    ).toEqual([
      ["dispatch", after],
      ["fault", lost],
    ]);
    expect(await leftBy(() => Promise.reject(lost))).toEqual([["fault", lost]]);
  });
});
