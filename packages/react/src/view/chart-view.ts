import { type SyncRunEvent, states } from "@sincro/machine";
import type { Chart } from "../chart/shape.ts";
import { until } from "./moments.ts";
import { type IllegalStep, replay } from "./replay.ts";
import type { RunRow } from "./run-row.ts";

/** What the diagram shows of a run at a moment, before any words. */
export interface ChartView {
  /** The state that is ringed. */
  readonly active: string;
  /** The states that the run was in. */
  readonly visited: ReadonlySet<string>;
  readonly path: readonly string[];
  /** How often each arrow was taken, by the id of its edge. */
  readonly taken: ReadonlyMap<string, number>;
  readonly illegal: readonly IllegalStep[];
  /** States that this version of the machine does not know. */
  readonly unknown: readonly string[];
}

const known: readonly string[] = states;

/**
 * The diagram of a run. Now, the ringed state is the row's, which is the truth even where the history has not arrived yet;
 * at an earlier moment (`at`, ISO 8601) it is the one that the history had reached.
 */
export function chartView(
  chart: Chart,
  run: Pick<RunRow, "status">,
  events: readonly SyncRunEvent[],
  at: string | null,
): ChartView {
  const { path, taken, illegal } = replay(chart, until(events, at));
  const active = at === null ? run.status : (path.at(-1) ?? "idle");
  const named = [...path, ...illegal.flatMap(({ from, to }) => [from, to]), active];
  return {
    active,
    visited: new Set([...path, active]),
    path: path.at(-1) === active ? path : [...path, active],
    taken,
    illegal,
    unknown: [...new Set(named)].filter((state) => !known.includes(state)),
  };
}
