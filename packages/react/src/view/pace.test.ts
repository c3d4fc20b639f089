import { expect, it } from "vitest";
import { paceOf } from "./pace.ts";
import { at, noon, over, run } from "./run.fixture.ts";

const usual = (n: number) =>
  Array.from({ length: n }, (_, i) => over("completed", 0, { id: `u${i}`, started_at: at(-100) }));

it("a rate is what was fetched over the time it took, and there is none before the first batch", () => {
  expect(paceOf(run({ total_fetched: 120 }), [], noon)).toEqual({ perSecond: 2, leftMs: null });
  expect(paceOf(run({ total_fetched: 0 }), [], noon)?.perSecond).toBeNull();
  expect(paceOf(run({ total_fetched: 9, started_at: at(0) }), [], noon)?.perSecond).toBeNull();
});

it("what is left is told from five completed runs on, never below zero", () => {
  expect(paceOf(run(), usual(4), noon)?.leftMs).toBeNull();
  expect(paceOf(run(), usual(5), noon)?.leftMs).toBe(40_000);
  expect(paceOf(run({ started_at: at(-101) }), usual(5), noon)?.leftMs).toBeNull();
});

it("what is over has no pace", () => {
  expect(paceOf(over("failed", 5, { total_fetched: 9 }), usual(5), noon)).toBeNull();
});
