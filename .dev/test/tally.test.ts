import { join } from "node:path";
import { expect, it } from "vitest";
import { tallied } from "./tally.ts";
import { tempFolder } from "./temp-folder.ts";

it("the last of several commands has the count of all", () => {
  const file = join(tempFolder(), "tally");
  const counts = { passed: 2, failed: 0, skipped: 1 };
  expect(tallied(counts, file)).toEqual(counts);
  expect(tallied({ passed: 3, failed: 1, skipped: 0 }, file)).toEqual({ passed: 5, failed: 1, skipped: 1 });
  expect(tallied(counts, file)).toEqual({ passed: 7, failed: 1, skipped: 2 });
});

it("a command of its own counts its own", () => {
  const counts = { passed: 2, failed: 0, skipped: 1 };
  expect(tallied(counts, undefined)).toEqual(counts);
});
