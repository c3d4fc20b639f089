import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = () => Date.UTC(2026, 10, 24, 12, 0, 0);
const read = (value?: string) => retryAfterMs(new Headers(value === undefined ? {} : { "retry-after": value }), now);

describe("retryAfterMs", () => {
  it.each([
    ["7", 7_000],
    ["0", 0],
    ["1.5", 1_500],
    ["Tue, 24 Nov 2026 12:01:30 GMT", 90_000],
    ["Tue, 24 Nov 2026 11:59:00 GMT", 0],
  ])("F47 · reads %j", (value, expected) => expect(read(value)).toBe(expected));

  it.each([[undefined], [""], ["soon"], ["-3 s"]])("says nothing of %j", (value) =>
    expect(read(value)).toBeUndefined(),
  );
});
