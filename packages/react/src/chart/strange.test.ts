import { chart, states } from "@sincro/machine";
import { expect, it } from "vitest";
import { layout } from "./layout.generated.ts";
import type { Box } from "./layout.ts";
import { withStrange } from "./strange.ts";

const frames = new Set<string>(chart.nodes.filter(({ kind }) => kind === "frame").map(({ id }) => id));

it("states that the machine does not know stand below it, apart from each other, and the paper grows", () => {
  const plain = { width: 300, height: 100, boxes: {}, arrows: {} };
  const unknown = [
    ["canceled", "estado no reconocido: canceled"],
    ["zombie", "estado no reconocido: zombie"],
  ] as const;
  const { boxes, width, height } = withStrange(plain, unknown, []);
  expect(boxes.canceled?.y).toBeGreaterThan(100);
  expect(boxes.zombie?.x).toBeGreaterThan((boxes.canceled?.x ?? 0) + (boxes.canceled?.width ?? 0));
  expect(width).toBeGreaterThanOrEqual((boxes.zombie?.x ?? 0) + (boxes.zombie?.width ?? 0));
  expect(height).toBeGreaterThan((boxes.canceled?.y ?? 0) + (boxes.canceled?.height ?? 0));
  expect(withStrange(plain, [], [])).toEqual({ ...plain, detours: [] });
});

/** Whether the line between two corners, which is level or upright, runs through a box. */
function crosses([x, y]: readonly [number, number], [u, v]: readonly [number, number], box: Box): boolean {
  const [left, right, top, bottom] = [Math.min(x, u), Math.max(x, u), Math.min(y, v), Math.max(y, v)];
  return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
}

it("a step that the machine does not have goes around every box, from its state to the one that it led to", () => {
  const names = [...states, "canceled"];
  const pairs = names.flatMap((from) => names.map((to) => ({ from, event: "COMMIT", to })));
  for (const step of pairs) {
    const { boxes, detours, width, height } = withStrange(layout, [["canceled", "canceled"]], [step]);
    const points = detours[0]?.points ?? [];
    expect(points.length, `${step.from} to ${step.to}`).toBeGreaterThanOrEqual(4);
    for (const [index, corner] of points.slice(1).entries()) {
      const before = points[index] ?? corner;
      for (const [name, box] of Object.entries(boxes)) {
        if (frames.has(name)) continue;
        expect(crosses(before, corner, box), `${step.from} to ${step.to} crosses ${name}`).toBe(false);
      }
    }
    const touches = (name: string, [x, y]: readonly [number, number]) => {
      const { x: left = 0, y: top = 0, width: wide = 0, height: high = 0 } = boxes[name] ?? {};
      return x >= left && x <= left + wide && y >= top && y <= top + high;
    };
    expect(touches(step.from, points[0] ?? [0, 0]) && touches(step.to, points.at(-1) ?? [0, 0])).toBe(true);
    expect(points.every(([x, y]) => x <= width && y <= height)).toBe(true);
  }
});

it("two such steps have a lane each", () => {
  const { detours } = withStrange(
    layout,
    [],
    [
      { from: "running", event: "COMMIT", to: "completed" },
      { from: "completed", event: "CLAIM", to: "running" },
    ],
  );
  expect(new Set(detours.map(({ label: [, y] }) => y)).size).toBe(2);
});
