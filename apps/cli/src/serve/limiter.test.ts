import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLimiter } from "./limiter.ts";

function limiter(most?: number) {
  let clock = 0;
  const own = createLimiter({ burst: 5, perSecond: 2 }, most, () => clock);
  return { ...own, take: own.take, charge: own.charge, size: () => own.size, pass: (ms: number) => (clock += ms) };
}

describe("a limiter", () => {
  it("lets a burst through, says how long to wait, and then lets through what was said", () => {
    const { take, pass } = limiter();
    expect(Array.from({ length: 6 }, () => take("a"))).toEqual([0, 0, 0, 0, 0, 500]);
    expect(take("b")).toBe(0);
    pass(499);
    expect(take("a")).toBeGreaterThan(0);
    pass(1);
    expect([take("a"), take("a")]).toEqual([0, 500]);
    pass(60_000);
    expect(Array.from({ length: 6 }, () => take("a")).filter((ms) => ms === 0)).toHaveLength(5);
  });

  it("what is charged is paid first, and no debt is larger than a burst", () => {
    const { take, charge, pass } = limiter();
    charge("a", 7);
    expect(take("a")).toBe(1_500);
    charge("a", 1_000);
    pass(2_999);
    expect(take("a")).toBeGreaterThan(0);
    pass(1);
    expect(take("a")).toBe(0);
  });

  it("remembers a bounded number of clients, and forgets who came longest ago", () => {
    const { take, size } = limiter(100);
    for (let n = 0; n < 5; n += 1) take("regular");
    for (let n = 0; n < 10_000; n += 1) {
      take(`stranger ${n}`);
      if (n % 50 === 0) take("regular");
    }
    expect(size()).toBe(100);
    expect(take("regular")).toBeGreaterThan(0);
  });

  it("never lets through more than the burst and what has come since", () => {
    const steps = fc.array(fc.record({ ms: fc.nat(3_000), asks: fc.nat(8) }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (story) => {
        const { take, pass } = limiter();
        let passed = 0;
        let through = 0;
        for (const { ms, asks } of story) {
          pass(ms);
          passed += ms;
          for (let n = 0; n < asks; n += 1) if (take("a") === 0) through += 1;
        }
        return through <= 5 + (passed / 1000) * 2;
      }),
    );
  });
});
