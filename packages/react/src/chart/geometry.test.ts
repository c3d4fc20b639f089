import { expect, it } from "vitest";
import { head, rounded, straight } from "./geometry.ts";
import { withUnknown } from "./unknown.ts";

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

it("a step without an arrow goes from border to border, or loops below the box that it stays in", () => {
  const a = { x: 0, y: 0, width: 10, height: 10 };
  const b = { x: 30, y: 0, width: 10, height: 10 };
  expect(straight(a, b)).toEqual({
    points: [
      [10, 5],
      [30, 5],
    ],
    middle: [20, 5],
  });
  expect(straight(a, a).middle).toEqual([5, 26]);
});

it("states that the machine does not know stand below it, apart from each other, and the paper grows", () => {
  const layout = { width: 300, height: 100, boxes: {}, arrows: {} };
  const { boxes, width, height } = withUnknown(layout, [
    ["canceled", "estado no reconocido: canceled"],
    ["zombie", "estado no reconocido: zombie"],
  ]);
  expect(boxes.canceled?.y).toBeGreaterThan(100);
  expect(boxes.zombie?.x).toBeGreaterThan((boxes.canceled?.x ?? 0) + (boxes.canceled?.width ?? 0));
  expect(width).toBeGreaterThanOrEqual((boxes.zombie?.x ?? 0) + (boxes.zombie?.width ?? 0));
  expect(height).toBeGreaterThan((boxes.canceled?.y ?? 0) + (boxes.canceled?.height ?? 0));
  expect(withUnknown(layout, [])).toBe(layout);
});
