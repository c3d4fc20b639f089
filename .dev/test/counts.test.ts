import { expect, it } from "vitest";
import { closingLine, countPlaywright, countStep, countVitest, none, sum } from "./counts.ts";

it("the closing line names skipped tests only where there are some", () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
});

it("adds up", () => {
  const vitest = countVitest({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  const playwright = countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(sum([vitest, playwright, none])).toEqual({ passed: 8, failed: 3, skipped: 3 });
});

it("a step that fails without a failed test is one failure", () => {
  expect(countStep(false, none).failed).toBe(1);
  expect(countStep(false, { passed: 40, failed: 0, skipped: 0 }).failed).toBe(1);
  expect(countStep(false, { passed: 40, failed: 2, skipped: 0 }).failed).toBe(2);
  expect(countStep(true, { passed: 40, failed: 0, skipped: 0 }).failed).toBe(0);
});
