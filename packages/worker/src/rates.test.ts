import type { Rate } from "@sincro/sources";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketsFor, checkShare } from "./rates.ts";

const stripe: readonly Rate[] = [
  { scope: "endpoint", requests: 25, perMs: 1_000 },
  { scope: "account", requests: 100, perMs: 1_000 },
];

describe("bucketsFor", () => {
  it("has one bucket for the endpoint and one for the account, at the share of what is allowed", () => {
    expect(bucketsFor(stripe, "/v1/charges", 0.5)).toEqual([
      { bucket: "endpoint:/v1/charges per 1000", intervalMs: 84, burst: 1 },
      { bucket: "account: per 1000", intervalMs: 21, burst: 1 },
    ]);
  });

  it("takes the most particular rule of an endpoint, and all that count the account", () => {
    const rates: readonly Rate[] = [
      { scope: "endpoint", requests: 10, perMs: 1_000 },
      { scope: "endpoint", requests: 50, perMs: 1_000, endpoint: "/find" },
      { scope: "endpoint", requests: 400, perMs: 60_000, endpoint: "/find" },
      { scope: "endpoint", requests: 5, perMs: 1_000, endpoint: "/find/by-phone" },
      { scope: "account", requests: 100, perMs: 10_000 },
      { scope: "account", requests: 30, perMs: 1_000, endpoint: "/find" },
    ];
    const names = (endpoint: string) => bucketsFor(rates, endpoint, 1).map(({ bucket }) => bucket);
    expect(names("/people")).toEqual(["endpoint:/people per 1000", "account: per 10000"]);
    expect(names("/find/by-mail")).toEqual([
      "endpoint:/find/by-mail per 1000",
      "endpoint:/find/by-mail per 60000",
      "account: per 10000",
      "account:/find per 1000",
    ]);
    expect(names("/find/by-phone")[0]).toBe("endpoint:/find/by-phone per 1000");
    expect(bucketsFor(rates, "/find/by-phone", 1)[0]?.intervalMs).toBe(210);
  });

  it("leaves an allowance for a day to the provider's own answer", () => {
    expect(bucketsFor([{ scope: "account", requests: 200_000, perMs: 86_400_000 }], "/contacts", 0.5)).toEqual([]);
  });

  it("leaves more room in a longer stretch of time", () => {
    const of = (perMs: number) => bucketsFor([{ scope: "account", requests: 100, perMs }], "/", 1)[0]?.intervalMs;
    expect([of(1_000), of(10_000), of(60_000)]).toEqual([10.5, 102.5, 615]);
  });

  it("never lets more requests into a stretch of time than the limit, though each comes up to 50 ms late", () => {
    const rate = fc.record({
      requests: fc.integer({ min: 1, max: 200 }),
      perMs: fc.integer({ min: 100, max: 60_000 }),
    });
    const late = fc.array(fc.double({ min: 0, max: 49.99, noNaN: true }), { minLength: 60, maxLength: 60 });
    const share = fc.double({ min: 0.05, max: 1, noNaN: true });
    const holds = ({ requests, perMs }: { requests: number; perMs: number }, delays: number[], part: number) => {
      const [bucket] = bucketsFor([{ scope: "account", requests, perMs }], "/", part);
      const arrivals = Array.from({ length: 2 * requests + 2 }, (_, n) => {
        return n * (bucket?.intervalMs ?? 0) + (delays[n % delays.length] ?? 0);
      }).sort((a, b) => a - b);
      const most = arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + perMs).length);
      expect(Math.max(...most)).toBeLessThanOrEqual(requests);
    };
    fc.assert(fc.property(rate, late, share, holds));
  });
});

it.each([0, -1, 1.01, Number.NaN, Number.POSITIVE_INFINITY])("%s is no share", (share) => {
  expect(() => checkShare(share)).toThrow(RangeError);
});
