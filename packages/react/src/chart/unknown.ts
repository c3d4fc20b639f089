import type { Layout } from "./layout.ts";

const gap = 24;
const box = { height: 40, letter: 8, padding: 20, step: 16 } as const;

/**
 * The layout with a box below it for each state that the machine does not know.
 *
 * @param states each with the words that stand in its box
 */
export function withUnknown(layout: Layout, states: readonly (readonly [state: string, word: string])[]): Layout {
  if (states.length === 0) return layout;
  const boxes: Record<string, Layout["boxes"][string]> = { ...layout.boxes };
  let x = gap;
  for (const [state, word] of states) {
    const width = [...word].length * box.letter + 2 * box.padding;
    boxes[state] = { x, y: layout.height + gap, width, height: box.height };
    x += width + box.step;
  }
  return {
    ...layout,
    boxes,
    width: Math.max(layout.width, x),
    height: layout.height + gap + box.height + gap,
  };
}
