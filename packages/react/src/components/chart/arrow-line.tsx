import { head, rounded } from "../../chart/geometry.ts";
import type { Arrow } from "../../chart/layout.ts";

interface ArrowLineProps {
  readonly id: string;
  readonly event: string;
  readonly arrow: Arrow;
  /** How often the run went this way. */
  readonly taken: number | undefined;
}

/** A way from one state to another, with its event on it. */
export function ArrowLine({ id, event, arrow: { points, label }, taken }: ArrowLineProps) {
  return (
    <g data-edge={id} data-taken={taken}>
      <path className="line" d={rounded(points)} />
      <path className="head" d={head(points)} />
      <rect className="label" x={label.x} y={label.y} width={label.width} height={label.height} rx={4} />
      <text className="event" x={label.x + label.width / 2} y={label.y + label.height / 2 + 3.5} textAnchor="middle">
        {event}
      </text>
    </g>
  );
}
