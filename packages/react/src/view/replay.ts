import { type RunState, type SyncRunEvent, states, transitionsFrom } from "@sincro/machine";
import type { Chart } from "../chart/shape.ts";
import { ordered } from "./moments.ts";

/** A step of the history that the machine does not know. */
export interface IllegalStep {
  readonly from: string;
  readonly event: string;
  readonly to: string;
}

/** A history as the machine sees it. */
export interface Replay {
  /** The states that the run was in, one after another, `idle` first; a state that was kept is not said again. */
  readonly path: readonly string[];
  /** How often each arrow was taken, by the id of its edge. */
  readonly taken: ReadonlyMap<string, number>;
  /** Each once, however often it was taken. */
  readonly illegal: readonly IllegalStep[];
  /** The numbers of the entries that are illegal steps. */
  readonly illegalEntries: ReadonlySet<number>;
}

const isState = (state: string): state is RunState => (states as readonly string[]).includes(state);

/** Whether the machine goes this way, whatever its guards say. */
function knows({ from, event, to }: IllegalStep): boolean {
  return isState(from) && transitionsFrom(from).some((found) => found.event === event && found.to === to);
}

/** The arrow for a step: of its state, or of the frame that the state stands in. */
function edgeFor({ nodes, edges }: Chart, { from, event, to }: IllegalStep): string | null {
  const froms = [from, nodes.find(({ id }) => id === from)?.parent ?? from];
  return edges.find((edge) => froms.includes(edge.from) && edge.event === event && edge.to === to)?.id ?? null;
}

/**
 * Replays a history through the machine. A step that the machine does not know, or that does not begin where the one
 * before it ended, is illegal. Guards are not asked: they read columns (the last beat, for one) which no history keeps.
 * Refusals changed nothing and are not steps; nor is the beginning of a run that older code inserted as it found it.
 */
export function replay(chart: Chart, events: readonly SyncRunEvent[]): Replay {
  const path: string[] = [];
  const taken = new Map<string, number>();
  const illegal: IllegalStep[] = [];
  const illegalEntries = new Set<number>();
  for (const { n, event, from_status, to_status: to, applied, actor_kind } of ordered(events)) {
    if (!applied) continue;
    const from = from_status ?? "idle";
    const reached = path.at(-1) ?? from;
    if (path.length === 0) path.push(from);
    const step = { from, event, to };
    const edge = knows(step) ? edgeFor(chart, step) : null;
    if (edge !== null) taken.set(edge, (taken.get(edge) ?? 0) + 1);
    const foundSo = from_status === null && actor_kind === "sql" && isState(to);
    const jumps = reached !== from;
    if ((edge === null && !foundSo) || jumps) {
      illegal.push({ ...step, from: reached });
      illegalEntries.add(n);
    }
    if (path.at(-1) !== to) path.push(to);
  }
  return { path, taken, illegal: unique(illegal), illegalEntries };
}

function unique(steps: readonly IllegalStep[]): readonly IllegalStep[] {
  return [...new Map(steps.map((step) => [`${step.from}:${step.event}:${step.to}`, step])).values()];
}
