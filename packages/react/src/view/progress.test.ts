import * as fc from "fast-check";
import { expect, it } from "vitest";
import { progressOf } from "./progress.ts";
import { over, run } from "./run.fixture.ts";

it("F44 · no fraction without a total", () => {
  expect(progressOf(run({ total_fetched: 700 }))).toEqual({ kind: "unknown", records: 700 });
  expect(progressOf(over("cancelled", 1, { total_fetched: 700 }))).toEqual({ kind: "none" });
  expect(progressOf(null)).toEqual({ kind: "none" });
});

it("F44 · with a total the value is the committed records, and stays where it stopped", () => {
  const known = { total_fetched: 700, total_expected: 4000 };
  expect(progressOf(run(known))).toMatchObject({ value: 700, max: 4000 });
  expect(progressOf(over("cancelled", 1, known))).toMatchObject({ value: 700, max: 4000 });
});

it("F44 · never full before it is completed, whatever the total was said to be", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (total_fetched, total_expected) => {
      const progress = progressOf(run({ total_fetched, total_expected }));
      expect(progress.kind === "known" && progress.value < progress.max).toBe(true);
    }),
  );
  expect(progressOf(over("completed", 1, { total_fetched: 3, total_expected: 9 }))).toMatchObject({ value: 1, max: 1 });
});
