import { describe, expect, it } from "vitest";
import { createRandom } from "./random.ts";

const draws = (random: ReturnType<typeof createRandom>) => Array.from({ length: 50 }, () => random.next());

describe("seeded random", () => {
  it("repeats itself for the same seed and not for another", () => {
    expect(draws(createRandom(7))).toEqual(draws(createRandom(7)));
    expect(draws(createRandom(7))).not.toEqual(draws(createRandom(8)));
  });

  it("stays the same across versions: a seed in a bug report must not lose its meaning", () => {
    const random = createRandom(7);
    expect([random.int(1, 1000), random.int(1, 1000), random.token(12)]).toMatchInlineSnapshot(`
      [
        446,
        884,
        "Gb1AsH8inkqL",
      ]
    `);
  });

  it("forks streams that do not depend on what the parent drew", () => {
    const parent = createRandom(7);
    const before = draws(parent.fork("a"));
    draws(parent);
    expect(draws(parent.fork("a"))).toEqual(before);
    expect(draws(parent.fork("b"))).not.toEqual(before);
  });

  it("covers its ranges evenly", () => {
    const random = createRandom(1);
    const dice = Map.groupBy(
      Array.from({ length: 6000 }, () => random.int(1, 6)),
      (face) => face,
    );
    expect([...dice.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const throws of dice.values()) expect(throws.length).toBeGreaterThan(850);
    const heads = Array.from({ length: 4000 }, () => random.weighted({ heads: 3, tails: 1, never: 0 }));
    expect(heads.filter((side) => side === "heads").length / 4000).toBeCloseTo(0.75, 1);
    expect(heads).not.toContain("never");
  });

  it("makes tokens that do not repeat", () => {
    const random = createRandom(1);
    const tokens = Array.from({ length: 20_000 }, () => random.token(14));
    expect(new Set(tokens).size).toBe(20_000);
    expect(tokens.every((token) => /^[A-Za-z0-9]{14}$/.test(token))).toBe(true);
  });
});
