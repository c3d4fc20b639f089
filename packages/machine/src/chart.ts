import type { EventType } from "./events.ts";
import type { GuardName } from "./rules.ts";
import { isActive, isTerminal, type RunState, states } from "./status.ts";
import { transitionsFrom } from "./transitions.ts";

/** A box of the drawing. `active` is the frame around the live states: whatever leaves it leaves all of them. */
export interface ChartNode {
  readonly id: RunState | "active";
  readonly parent: "active" | null;
  readonly kind: "initial" | "live" | "frame" | "final";
}

/** An arrow of the drawing. */
export interface ChartEdge {
  readonly id: string;
  readonly from: ChartNode["id"];
  readonly to: RunState;
  readonly event: EventType;
  /** The guards of the transitions that this arrow stands for. */
  readonly guards: readonly GuardName[];
}

function kindOf(state: RunState): ChartNode["kind"] {
  if (state === "idle") return "initial";
  return isTerminal(state) ? "final" : "live";
}

const nodes: readonly ChartNode[] = [
  { id: "active", parent: null, kind: "frame" },
  ...states.map((id) => ({ id, parent: isActive(id) ? ("active" as const) : null, kind: kindOf(id) })),
];

function edgesOf(): readonly ChartEdge[] {
  const edges = new Map<string, ChartEdge>();
  for (const { from, to, event, guard, writtenOn } of states.flatMap(transitionsFrom)) {
    const source = writtenOn === "active" && isTerminal(to) ? "active" : from;
    const id = `${source}:${event}:${to}`;
    const known = edges.get(id)?.guards ?? [];
    edges.set(id, {
      id,
      from: source,
      to,
      event,
      guards: guard === null || known.includes(guard) ? known : [...known, guard],
    });
  }
  return [...edges.values()];
}

/** The machine as nodes and edges for drawing, read from the machine itself. */
export const chart: { readonly nodes: readonly ChartNode[]; readonly edges: readonly ChartEdge[] } = {
  nodes,
  edges: edgesOf(),
};
