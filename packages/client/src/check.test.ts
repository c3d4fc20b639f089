import { describe, expect, it } from "vitest";
import { isRun, looksLike } from "./check.ts";
import { startedRun } from "./testing/rows.ts";

describe("isRun", () => {
  it("takes a row of the machine, and a status that the machine does not know", () => {
    expect(isRun(startedRun())).toBe(true);
    expect(isRun({ ...startedRun(), status: "canceled" })).toBe(true);
  });

  it.each([
    "id",
    "source",
    "account",
    "status",
    "started_at",
    "updated_at",
    "version",
    "fence",
    "total_fetched",
    "commit_seq",
  ])("refuses a row without %s", (key) => {
    expect(isRun({ ...startedRun(), [key]: undefined })).toBe(false);
  });
});

describe("the light checks", () => {
  it.each(Object.entries(looksLike))("%s refuses what is no such answer", (_, check) => {
    for (const value of [null, undefined, 1, "", [], {}, { success: true }, { error: "x" }])
      expect(check(value)).toBe(false);
  });
});
