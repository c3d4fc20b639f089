import { testDatabase } from "@sincro/store/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases } from "./cases/index.ts";
import { openStages, playCase, type Stages } from "./play-case.ts";
import { report } from "./report.ts";

/** Within how many schedules the old design breaks, and how many orders today's functions are called in. */
const counts: Readonly<Record<string, readonly [old: number, now: number]>> = {
  F14: [2, 2],
  F18: [3, 2],
  F20: [2, 2],
  F22: [2, 2],
  F21: [3, 2],
  F11: [1, 2],
  F13: [2, 2],
  "F7, F16": [1, 4],
  "F15, F27": [2, 4],
  F17: [5, 4],
  P3: [14, 11],
};

describe("what people had with the old design", () => {
  let stages: Stages;

  beforeAll(async () => {
    stages = await openStages(testDatabase);
  });

  afterAll(async () => await stages.close());

  it.for(cases.map((each) => ({ ...each, each })))(
    "$ids · $title, on the old design; the same people on today's functions keep every promise",
    async ({ each }) => {
      const [within, orders] = counts[each.ids] as readonly [number, number];
      const { old, calls } = await playCase(stages, each);
      expect(old.violation?.violations.map(({ invariant }) => invariant)).toContain(each.breaks);
      expect(new Set(old.violation?.violations.map(({ invariant }) => invariant))).toEqual(new Set([each.breaks]));
      expect(old.schedules).toBeLessThanOrEqual(within);
      expect(calls.violation).toBeUndefined();
      expect(calls).toMatchObject({ schedules: orders, exhausted: true, diverged: 0 });
    },
  );

  it("F14 · a case reads as a timeline: who, what, what the database said, which promise broke", async () => {
    const [clicks] = cases;
    const text = report(await playCase(stages, clicks as (typeof cases)[number]));
    expect(`\n${text}`).toBe(`
F14 · two clicks start two runs
  the old way: select, then insert, 409 if a run was found

  T0  ana   looks for an active run        nothing
  T1  luis  looks for an active run        nothing
  T2  ana   inserts a run, status running  run A running
  T3  luis  inserts a run, status running  run B running
      ✗ A scope has at most one active run, and never had two at once. (one-active-run)
        run B: active while run A of its scope was

  the old design breaks in schedule 2
  the same people on today's functions: all 2 orders of calls hold`);
  });
});
