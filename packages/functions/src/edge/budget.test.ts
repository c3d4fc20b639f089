import { expect, it } from "vitest";
import { sliceBudgetMs } from "./budget.ts";

it.each([
  ["a new process", 0, 100_000],
  ["one that has served for a while", 20_000, 100_000],
  ["one in the middle of its life", 75_000, 45_000],
  ["one at its end, where a claim must still be worth it", 149_000, 10_000],
])("F46 · a slice of 100 s in %s ends before the platform's 150 s do", (_, ageMs, budgetMs) => {
  expect(sliceBudgetMs(100_000, ageMs)).toBe(budgetMs);
});

it("a smaller budget is never made larger", () => {
  expect(sliceBudgetMs(1_000, 60_000)).toBe(1_000);
});
