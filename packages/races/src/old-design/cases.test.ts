import { testDatabase } from "@sincro/store/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Case, cases } from "./cases/index.ts";
import { openStages, playCase, type Stages } from "./play-case.ts";
import { report } from "./report.ts";

describe("what people had with the old design", () => {
  let stages: Stages;

  beforeAll(async () => {
    stages = await openStages(testDatabase);
  });

  afterAll(async () => await stages.close());

  // Within how many schedules the old design breaks, and how many orders today's functions are called in.
  it.for([
    ["F14 · two clicks start two runs", 2, 2],
    ["F18 · force-cancel, wait a second, start again: two workers", 3, 2],
    ["F20 · a cancelled run runs again", 2, 2],
    ["F22 · a late completion resurrects a cancelled run as completed", 2, 2],
    ["F21 · rows are written after the cancel", 3, 2],
    ["F11 · a healthy run of four hours is swept as dead", 1, 2],
    ["F13 · the clean-up overwrites a run that has just completed", 2, 2],
    ["F7, F16 · a hand-off that arrives twice counts twice", 1, 4],
    ["F15, F27 · server and browser drive one run: a page is lost from the counter", 2, 4],
    ["F17 · two clicks on resume make two workers", 5, 4],
    ["P3 · a cancel meant for one run kills the next", 14, 11],
  ] as const)("%s: on the old design, never on today's functions", async ([title, within, orders]) => {
    const each = cases.find(({ ids, title: its }) => title === `${ids} · ${its}`) as Case;
    const { old, calls } = await playCase(stages, each);
    expect(new Set(old.violation?.violations.map(({ invariant }) => invariant))).toEqual(new Set([each.breaks]));
    expect(old.schedules).toBeLessThanOrEqual(within);
    expect(calls.violation).toBeUndefined();
    expect(calls).toMatchObject({ schedules: orders, exhausted: true, diverged: 0 });
  });

  it("none of them is left out above", () => {
    expect(cases).toHaveLength(11);
  });

  it("F14 · a case reads as a timeline: who, what, what the database said, which promise broke", async () => {
    const [clicks] = cases;
    const text = report(await playCase(stages, clicks as Case));
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
  the same people today: all 2 orders of calls hold`);
  });
});
