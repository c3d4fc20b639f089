import { expect, it } from "vitest";
import { manualClock } from "./clock.ts";
import { createRateLimiter } from "./rate-limit.ts";

it("accepts so many in any one second, per path and in all", () => {
  const now = manualClock(0);
  const refusedBy = createRateLimiter(now);
  const limit = { perPath: 2, total: 3 };
  expect(["/a", "/a", "/a", "/b", "/b"].map((path) => refusedBy(limit, path))).toEqual([
    null,
    null,
    "path",
    null,
    "total",
  ]);
  now.advance(999);
  expect(refusedBy(limit, "/a")).toBe("total");
  now.advance(1);
  expect(refusedBy(limit, "/a")).toBe(null);
});

it("does not limit what it is given no number for", () => {
  const refusedBy = createRateLimiter(() => 0);
  expect(Array.from({ length: 500 }, () => refusedBy({}, "/a")).every((refused) => refused === null)).toBe(true);
});

it("limits only the paths that are named, each by its own number", () => {
  const refusedBy = createRateLimiter(() => 0);
  const limit = { perPath: { "/a": 1, "/b": 2 } };
  const asked = ["/a", "/a", "/b", "/b", "/b", "/c", "/c", "/c"].map((path) => refusedBy(limit, path));
  expect(asked).toEqual([null, "path", null, null, "path", null, null, null]);
});

it("counts over the stretch of time that it is told", () => {
  const now = manualClock(0);
  const refusedBy = createRateLimiter(now);
  const limit = { total: 1, perMs: 10_000 };
  expect(refusedBy(limit, "/a")).toBe(null);
  now.advance(9_999);
  expect(refusedBy(limit, "/a")).toBe("total");
  now.advance(1);
  expect(refusedBy(limit, "/a")).toBe(null);
});
