import type { ChartEdge, chart } from "@sincro/machine";

/** A machine to draw, as `chart` of `@sincro/machine` tells it. */
export type Chart = typeof chart;

/** What leads from one box to another: an arrow. */
export function arrowsOf({ edges }: Chart): readonly ChartEdge[] {
  return edges.filter(({ from, to }) => from !== to);
}

/** What leaves a run in its state: a line in the state's own box, which a loop beside it would only make harder to read. */
export function staysOf({ edges }: Chart, state: string): readonly ChartEdge[] {
  return edges.filter(({ from, to }) => from === state && to === state);
}
