import { head, rounded, straight } from "../../chart/geometry.ts";
import type { Box } from "../../chart/layout.ts";
import type { IllegalStep } from "../../view/replay.ts";

interface IllegalStepLineProps {
  readonly step: IllegalStep;
  readonly from: Box;
  readonly to: Box;
  readonly text: string;
}

/** A step of the history that the machine does not have: shown, not hidden. */
export function IllegalStepLine({ step, from, to, text }: IllegalStepLineProps) {
  const { points, middle } = straight(from, to);
  const width = (step.event.length + text.length) * 6.6 + 28;
  return (
    <g data-illegal={`${step.from}:${step.event}:${step.to}`}>
      <path className="line" d={rounded(points)} />
      <path className="head" d={head(points)} />
      <rect className="label" x={middle[0] - width / 2} y={middle[1] - 10} width={width} height={20} rx={4} />
      <text className="event" x={middle[0]} y={middle[1] + 4} textAnchor="middle">
        {step.event}: {text}
      </text>
    </g>
  );
}
