import { head, rounded } from "../../chart/geometry.ts";
import type { Detour } from "../../chart/strange.ts";

/** A step of the history that the machine does not have: shown, not hidden. */
export function IllegalStepLine({ detour, text }: { readonly detour: Detour; readonly text: string }) {
  const { step, points, label } = detour;
  const width = (step.event.length + text.length) * 6.6 + 28;
  // On a short way the label would reach over the paper's edge.
  const x = Math.max(label[0], width / 2 + 4);
  return (
    <g data-illegal={`${step.from}:${step.event}:${step.to}`}>
      <path className="line" d={rounded(points)} />
      <path className="head" d={head(points)} />
      <rect className="label" x={x - width / 2} y={label[1] - 10} width={width} height={20} rx={4} />
      <text className="event" x={x} y={label[1] + 4} textAnchor="middle">
        {step.event}: {text}
      </text>
    </g>
  );
}
