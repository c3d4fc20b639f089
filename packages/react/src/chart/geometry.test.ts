import { expect, it } from "vitest";
import { head, rounded } from "./geometry.ts";

it("rounds corners, and never by more than half of a short side", () => {
  expect(
    rounded([
      [0, 0],
      [20, 0],
      [20, 4],
    ]),
  ).toBe("M 0 0 L 18 0 Q 20 0 20 2 L 20 4");
});

it("the head of an arrow lies along its last piece", () => {
  expect(
    head([
      [0, 0],
      [20, 0],
    ]),
  ).toBe("M 20 0 L 12 -4 L 12 4 Z");
});
