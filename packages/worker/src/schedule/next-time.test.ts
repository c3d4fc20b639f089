import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isScheduleInvalid, nextTime } from "./next-time.ts";

describe("nextTime", () => {
  it.each([
    ["0 3 * * *", "Europe/Madrid", "2026-11-27T20:00:00Z", "2026-11-28T02:00:00.000Z"],
    ["0 3 * * *", "America/Mexico_City", "2026-11-27T20:00:00Z", "2026-11-28T09:00:00.000Z"],
    ["*/15 * * * *", "UTC", "2026-11-27T20:00:00Z", "2026-11-27T20:15:00.000Z"],
    ["0 8 * * 1", "UTC", "2026-11-27T20:00:00Z", "2026-11-30T08:00:00.000Z"],
    ["@daily", "Asia/Tokyo", "2026-11-27T20:00:00Z", "2026-11-28T15:00:00.000Z"],
    ["0 0 29 2 *", "UTC", "2026-11-27T20:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("%s in %s", (cron, zone, after, expected) => {
    expect(nextTime(cron, zone, after)).toBe(expected);
  });

  it("an hour that a clock change skips comes right after it; one that comes twice is taken once", () => {
    expect(nextTime("30 2 * * *", "Europe/Madrid", "2027-03-27T20:00:00Z")).toBe("2027-03-28T01:00:00.000Z");
    expect(nextTime("30 2 * * *", "Europe/Madrid", "2026-10-24T20:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
    expect(nextTime("30 2 * * *", "Europe/Madrid", "2026-10-25T00:30:00Z")).toBe("2026-10-26T01:30:00.000Z");
  });

  it.each([
    "",
    "hello",
    "0 3 * *",
    "0 0 3 * * *",
    "60 3 * * *",
    "2027-01-01T00:00:00",
    "0 0 * ! :",
    "0 0 * * 12:30",
    "0 3 31 2 *",
    "@never",
    "* ".repeat(200),
  ])("%j is none, and says what one looks like", (cron) => {
    const read = () => nextTime(cron, "UTC", "2026-11-27T20:00:00Z");
    expect(read).toThrow(expect.objectContaining({ code: "schedule_invalid", field: "cron" }));
  });

  it.each(["", "Europe/Nowhere", "3"])("%j is no time zone", (zone) => {
    const read = () => nextTime("0 3 * * *", zone, "2026-11-27T20:00:00Z");
    expect(read).toThrow(expect.objectContaining({ code: "schedule_invalid", field: "timeZone" }));
  });

  it("whatever is written is a later time or refused", () => {
    const part = fc.oneof(
      fc.constantFrom("*", "*/5", "1-3", "1,2", "L", "MON"),
      fc.nat(99).map(String),
      fc.string({ maxLength: 5 }),
    );
    const cron = fc.oneof(
      fc.array(part, { minLength: 4, maxLength: 6 }).map((parts) => parts.join(" ")),
      fc.string(),
    );
    const after = "2026-11-27T20:00:00.000Z";
    fc.assert(
      fc.property(cron, fc.constantFrom("UTC", "Europe/Madrid", "Australia/Lord_Howe"), (expression, zone) => {
        try {
          return nextTime(expression, zone, after) > after;
        } catch (error) {
          return isScheduleInvalid(error);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
