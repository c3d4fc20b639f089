import { describe, expect, it } from "vitest";
import { newestOf, nextAfter } from "./moment.ts";

const now = new Date("2026-11-27T17:15:09.500Z");

describe("the digits of a new migration", () => {
  it.for([
    ["none there", undefined, "now", "20261127171509"],
    ["an older one", "20261127171508", "now", "20261127171509"],
    ["numbers from the time before dates", "0042", "now", "20261127171509"],
    ["one of this second", "20261127171509", "ahead", "20261127171510"],
    ["one ahead of the clock", "20261231235959", "ahead", "20270101000000"],
  ] as const)("%s", ([, newest, kind, digits]) => {
    expect(nextAfter(newest, now)).toEqual({ kind, digits });
  });

  it.for(["9999", "20269931000000", "20300100000000"])("%s sorts after now and says no moment", (newest) => {
    expect(nextAfter(newest, now)).toEqual({ kind: "no-moment", newest });
  });

  it("the newest is the last by its digits as text; what Supabase does not take for a migration does not count", () => {
    expect(
      newestOf(["20250102000000_b.sql", "20250103000000_a.sql", "0042_old.sql", "29991231_x.md", "notes.sql"]),
    ).toBe("20250103000000");
    expect(newestOf([])).toBeUndefined();
  });
});
