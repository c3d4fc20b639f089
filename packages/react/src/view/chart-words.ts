import { type RunState, states } from "@sincro/machine";
import type { Messages } from "../texts/index.ts";
import type { ChartView } from "./chart-view.ts";
import { own } from "./own.ts";
import type { Words } from "./words.ts";

/** So many steps of a path are read out; of a longer one the first and the last. */
const spoken = 10;
const ends = { first: 3, last: 5 } as const;

/** A state as people call it; one that has no word yet by its id, one that the machine does not know loudly. */
export function stateName(state: string, t: Messages): string {
  const word = own(t.state, state);
  return (states as readonly string[]).includes(state satisfies RunState | string)
    ? (word ?? state)
    : t.state.unknown(state);
}

function pathOf(path: readonly string[], t: Messages): readonly string[] {
  const names = path.map((state) => stateName(state, t));
  if (names.length <= spoken) return names;
  const hidden = names.length - ends.first - ends.last;
  return [...names.slice(0, ends.first), t.chart.steps(hidden), ...names.slice(-ends.last)];
}

/** What the diagram shows, in sentences: «Estado actual: Atascado. Recorrido: En espera, En ejecución, Atascado.» */
export function sentenceOfChart(view: ChartView, at: string | null, { t, format }: Words): string {
  const state = stateName(view.active, t);
  const illegal = view.illegal.map(({ from, event, to }) => t.chart.step(stateName(from, t), event, stateName(to, t)));
  return [
    at === null ? t.chart.state(state) : t.chart.stateAt(state, format.clock(Date.parse(at))),
    t.chart.path(pathOf(view.path, t)),
    ...(illegal.length > 0 ? [t.chart.illegalSteps(illegal)] : []),
  ].join(" ");
}
