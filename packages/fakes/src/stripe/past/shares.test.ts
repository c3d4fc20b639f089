import fc from "fast-check";
import { expect, it } from "vitest";
import { shares } from "./shares.ts";

it("cuts without loss, nobody less than nothing, and as the weights say", () => {
  const weights = fc.array(fc.nat(12), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.nat(5000), weights, (total, given) => {
      const cut = shares(total, given);
      const sum = given.reduce((all, weight) => all + weight, 0);
      expect(cut.reduce((all, share) => all + share, 0)).toBe(total);
      for (const [index, share] of cut.slice(0, -1).entries()) {
        const fair = sum > 0 ? (total * (given[index] ?? 0)) / sum : total / given.length;
        expect(Math.abs(share - fair)).toBeLessThan(1.001);
        expect(share).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

it("gives nobody anything when there is nobody", () => {
  expect(shares(5, [])).toEqual([]);
});
