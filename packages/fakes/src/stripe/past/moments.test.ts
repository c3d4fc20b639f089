import { describe, expect, it } from "vitest";
import { createRandom } from "../../shared/random.ts";
import { createMoments, DAY, monthsLater } from "./moments.ts";

const at = (text: string) => Date.parse(text) / 1000;

describe("moments", () => {
  it("leave no window empty, however the dice fall: 1 of 20 in the last day, 3 in the week, 7 in the month", () => {
    for (let seed = 0; seed < 50; seed++) {
      const momentOf = createMoments({ from: 0, until: 1000 * DAY }, createRandom(seed));
      const ages = Array.from({ length: 20 }, (_, index) => 1000 * DAY - momentOf(index));
      const within = (days: number) => ages.filter((age) => age <= days * DAY).length;
      expect(within(1)).toBeGreaterThanOrEqual(1);
      expect(within(7)).toBeGreaterThanOrEqual(3);
      expect(within(30)).toBeGreaterThanOrEqual(7);
      expect(within(1000)).toBe(20);
    }
  });
});

describe("so many months later", () => {
  it.each([
    ["2026-01-31T10:00:00Z", 1, "2026-02-28T10:00:00Z"],
    ["2028-01-31T10:00:00Z", 1, "2028-02-29T10:00:00Z"],
    ["2026-11-24T12:30:15Z", 2, "2027-01-24T12:30:15Z"],
    ["2026-03-31T00:00:00Z", -1, "2026-02-28T00:00:00Z"],
    ["2026-01-15T00:00:00Z", -12, "2025-01-15T00:00:00Z"],
    ["2026-12-31T23:59:59Z", 0, "2026-12-31T23:59:59Z"],
  ])("%s and %i is %s", (from, months, to) => {
    expect(monthsLater(at(from), months)).toBe(at(to));
  });
});
