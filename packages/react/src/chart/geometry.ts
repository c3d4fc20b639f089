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

/** The head of an arrow, at the end of its way. */
export function head(points: readonly Point[], size = 8): string {
  const tip = points.at(-1) ?? [0, 0];
  const [bx, by] = toward(tip, points.at(-2) ?? tip, size);
  const [dx, dy] = [(tip[1] - by) / 2, (bx - tip[0]) / 2];
  return `M ${tip.join(" ")} L ${bx + dx} ${by + dy} L ${bx - dx} ${by - dy} Z`;
}
