import type { ChartEdge, ChartNode } from "@sincro/machine";
import type { Box } from "../../chart/layout.ts";
import { box, stayGap, stayWidth } from "../../chart/size.ts";
import { type Look, looks } from "../look.ts";

interface StateBoxProps {
  readonly id: string;
  readonly kind: ChartNode["kind"];
  readonly place: Box;
  readonly word: string;
  /** What stands beside the id of the state where the run is; null for the others. */
  readonly here: string | null;
  readonly visited: boolean;
  readonly stays: readonly ChartEdge[];
  readonly taken: ReadonlyMap<string, number>;
}

/** A state that this page has no look for is drawn plainly: it is the machine's all the same. */
function lookOf(state: string): Look {
  return Object.hasOwn(looks, state) ? looks[state as keyof typeof looks] : looks.never;
}

/** A state: its icon, its word, its id, and the events that keep a run in it. */
export function StateBox({ id, kind, place, word, here, visited, stays, taken }: StateBoxProps) {
  const { x, y, width, height } = place;
  const { icon: Icon, colour } = lookOf(id);
  const active = here !== null;
  return (
    <g data-state={id} data-active={active || undefined} data-visited={visited || undefined} className={colour}>
      {active && <rect className="ring" x={x - 5} y={y - 5} width={width + 10} height={height + 10} rx={13} />}
      <rect className="box" x={x} y={y} width={width} height={height} rx={9} />
      {active && <rect className="tint" x={x} y={y} width={width} height={height} rx={9} />}
      {kind === "final" && <rect className="inner" x={x + 3} y={y + 3} width={width - 6} height={height - 6} rx={6} />}
      {kind === "initial" && <circle className="start" cx={x - 2} cy={y - 2} r={5} />}
      <Icon aria-hidden x={x + box.iconAt} y={y + 16} width={16} height={16} />
      <text className="word" x={x + box.textAt} y={y + 21}>
        {word}
      </text>
      <text className="id" x={x + box.textAt} y={y + 37}>
        {active ? `${id} · ${here}` : id}
      </text>
      {stays.length > 0 && <Stays stays={stays} taken={taken} x={x + box.textAt} y={y + box.height + 5} />}
    </g>
  );
}

interface StaysProps {
  readonly stays: readonly ChartEdge[];
  readonly taken: ReadonlyMap<string, number>;
  readonly x: number;
  readonly y: number;
}

function Stays({ stays, taken, x, y }: StaysProps) {
  const at = (index: number) =>
    stays.slice(0, index).reduce((sum, { event }) => sum + stayWidth(event) + stayGap.between, x + stayGap.before);
  return (
    <>
      <text className="event" x={x} y={y}>
        ↻
      </text>
      {stays.map(({ id, event }, index) => (
        <g key={id} data-edge={id} data-taken={taken.get(id)}>
          <text className="event" x={at(index)} y={y}>
            {event}
          </text>
        </g>
      ))}
    </>
  );
}
