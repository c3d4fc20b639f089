import type { SyncRunEvent } from "@sincro/machine";
import { expect, it } from "vitest";
import { stepsOf } from "./steps.ts";

const history = (length: number) => Array.from({ length }, (_, n) => ({ n: length - n }) as SyncRunEvent);

it("a long history keeps its first three and last twenty lines, in order, and hides the rest until asked", () => {
  const { first, hidden, last } = stepsOf(history(237), false);
  expect(first.map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(hidden).toBe(214);
  expect(last.map(({ n }) => n)[0]).toBe(218);
  expect(last).toHaveLength(20);
  expect(stepsOf(history(237), true).first).toHaveLength(237);
});

it("one hidden line would take as much room as it saves", () => {
  expect(stepsOf(history(24), false)).toMatchObject({ hidden: 0, last: [] });
});
