import { policy } from "@sincro/machine";
import { expect, it } from "vitest";
import { noon } from "./run.fixture.ts";
import { nextSweepAt, sweepStoppedFor } from "./sweep.ts";

it("the next sweep is one period after the last, also when the answer is a while old", () => {
  const sweep = { sweptAt: noon - 10_000, saidAt: noon };
  expect(nextSweepAt(sweep, policy, noon)).toBe(noon + 20_000);
  expect(nextSweepAt(sweep, policy, noon + 55_000)).toBe(noon + 80_000);
});

it("P4 · a sweep that has stopped is said to have stopped, and promises nothing", () => {
  const sweep = { sweptAt: noon - 91_000, saidAt: noon };
  expect(sweepStoppedFor(sweep, policy)).toBe(91_000);
  expect(nextSweepAt(sweep, policy, noon)).toBeNull();
});

it("a sweep that never ran yet is no alarm", () => {
  expect(sweepStoppedFor({ sweptAt: null, saidAt: noon }, policy)).toBeNull();
  expect(nextSweepAt({ sweptAt: null, saidAt: noon }, policy, noon)).toBeNull();
});
