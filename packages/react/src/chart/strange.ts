import type { IllegalStep } from "../view/replay.ts";
import type { Box, Layout } from "./layout.ts";

type Point = readonly [number, number];

/** The way of a step that the machine does not have, and the middle of its label. */
export interface Detour {
  readonly step: IllegalStep;
  readonly points: readonly Point[];
  readonly label: Point;
}

/** A layout with room for what its machine does not have. */
export interface StrangeLayout extends Layout {
  readonly detours: readonly Detour[];
}

const gap = 24;
const box = { height: 40, letter: 8, padding: 20, step: 16 } as const;
/** What a detour takes of the paper: a line below everything, and one at the right for boxes that others stand below. */
const lane = { height: 28, width: 14 } as const;

/**
 * Adds, below the machine, first a lane for each step that it does not have, and then a box for each state that it does
 * not know. Lanes cross no box: a step between two of the machine's own states goes around them.
 *
 * @param states each with the words that stand in its box
 */
export function withStrange(
  layout: Layout,
  states: readonly (readonly [state: string, word: string])[],
  steps: readonly IllegalStep[],
): StrangeLayout {
  const lanes = steps.length * lane.height;
  const boxes: Record<string, Box> = { ...layout.boxes };
  let x = gap;
  for (const [state, word] of states) {
    const width = [...word].length * box.letter + 2 * box.padding;
    boxes[state] = { x, y: layout.height + lanes + gap, width, height: box.height };
    x += width + box.step;
  }
  const known = Object.values(layout.boxes);
  const detours = steps.flatMap((step, index) => {
    const [from, to] = [boxes[step.from], boxes[step.to]];
    if (from === undefined || to === undefined) return [];
    const y = layout.height + (index + 0.5) * lane.height;
    const side = layout.width + (index + 0.5) * lane.width;
    const out = wayDown(from, known, { y, side, shift: -12 });
    const back = wayDown(to, known, { y, side, shift: 12 });
    const [start, end] = [out.at(-1)?.[0] ?? 0, back.at(-1)?.[0] ?? 0];
    return [{ step, points: [...out, ...back.toReversed()], label: [(start + end) / 2, y] as const }];
  });
  return {
    ...layout,
    boxes,
    detours,
    width: Math.max(layout.width + steps.length * lane.width, x),
    height: layout.height + lanes + (states.length === 0 ? 0 : gap + box.height + gap),
  };
}

interface Lane {
  readonly y: number;
  readonly side: number;
  /** How far from the box's middle, so that what leaves it and what reaches it lie apart. */
  readonly shift: number;
}

/** From a box to its lane: out of its top where it stands below the lane, else straight down, or by the right side. */
function wayDown({ x, y, width, height }: Box, known: readonly Box[], { y: laneY, side, shift }: Lane): Point[] {
  const at = x + width / 2 + shift;
  if (y > laneY)
    return [
      [at, y],
      [at, laneY],
    ];
  const below = known.some((other) => other.y >= y + height && other.x < at && at < other.x + other.width);
  if (!below)
    return [
      [at, y + height],
      [at, laneY],
    ];
  const middle = y + height / 2 + shift;
  return [
    [x + width, middle],
    [side, middle],
    [side, laneY],
  ];
}
