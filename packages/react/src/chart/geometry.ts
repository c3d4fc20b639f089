import type { Box } from "./layout.ts";

type Point = readonly [number, number];

const toward = ([x, y]: Point, [tx, ty]: Point, by: number): Point => {
  const length = Math.hypot(tx - x, ty - y);
  return length === 0 ? [x, y] : [x + ((tx - x) / length) * by, y + ((ty - y) / length) * by];
};

/** An SVG path along corners, each rounded by at most `radius`. */
export function rounded(points: readonly Point[], radius = 8): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const next = points[index + 1];
      if (before === undefined) return `M ${point.join(" ")}`;
      if (next === undefined) return `L ${point.join(" ")}`;
      const half = (to: Point) => Math.hypot(to[0] - point[0], to[1] - point[1]) / 2;
      const r = Math.min(radius, half(before), half(next));
      return `L ${toward(point, before, r).join(" ")} Q ${point.join(" ")} ${toward(point, next, r).join(" ")}`;
    })
    .join(" ");
}

const middle = ({ x, y, width, height }: Box): Point => [x + width / 2, y + height / 2];

/** Where a line from a box's middle to a point leaves the box. */
function border(box: Box, [tx, ty]: Point): Point {
  const [x, y] = middle(box);
  const share = Math.min(box.width / 2 / (Math.abs(tx - x) || 1e-9), box.height / 2 / (Math.abs(ty - y) || 1e-9), 1);
  return [x + (tx - x) * share, y + (ty - y) * share];
}

/** The way of a step that has no arrow of its own: straight from box to box, or a loop below one that it stays in. */
export function straight(from: Box, to: Box): { readonly points: readonly Point[]; readonly middle: Point } {
  if (from === to) {
    const [x] = middle(from);
    const y = from.y + from.height;
    const points: readonly Point[] = [
      [x - 20, y],
      [x - 20, y + 16],
      [x + 20, y + 16],
      [x + 20, y],
    ];
    return { points, middle: [x, y + 16] };
  }
  const points = [border(from, middle(to)), border(to, middle(from))] as const;
  return { points, middle: [(points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2] };
}

/** The head of an arrow, at the end of its way. */
export function head(points: readonly Point[], size = 8): string {
  const tip = points.at(-1) ?? [0, 0];
  const [bx, by] = toward(tip, points.at(-2) ?? tip, size);
  const [dx, dy] = [(tip[1] - by) / 2, (bx - tip[0]) / 2];
  return `M ${tip.join(" ")} L ${bx + dx} ${by + dy} L ${bx - dx} ${by - dy} Z`;
}
