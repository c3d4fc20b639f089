import { getNextTransitions } from "xstate";
import type { ActionName } from "./assignments.ts";
import { blankRun } from "./blank-run.ts";
import type { EventType } from "./events.ts";
import { syncRunMachine } from "./machine.ts";
import type { GuardName } from "./rules.ts";
import { isActive, type RunState, type RunStatus, states } from "./status.ts";

/** One way that the machine offers out of a state; candidates of the same event stand in the order in which they are tried. */
export interface RunTransition {
  readonly from: RunState;
  readonly event: EventType;
  readonly guard: GuardName | null;
  readonly to: RunStatus;
  readonly actions: readonly ActionName[];
  /** Where it is written: on the state itself, or on the parent that all live states share. */
  readonly writtenOn: "state" | "active";
}

/** How the machine holds a state: the live ones are nested under `active`. */
export const stateValue = (state: RunState) => (isActive(state) ? { active: state } : state);

function nameOf(thing: unknown): string {
  return typeof thing === "string" ? thing : (thing as { readonly type: string }).type;
}

function read(from: RunState): readonly RunTransition[] {
  const snapshot = syncRunMachine.resolveState({ value: stateValue(from), context: blankRun });
  return getNextTransitions(snapshot).map((found) => ({
    from,
    event: found.eventType as EventType,
    guard: found.guard === undefined ? null : (nameOf(found.guard) as GuardName),
    to: (found.target?.[0]?.key ?? from) as RunStatus,
    actions: found.actions.map((action) => nameOf(action) as ActionName),
    writtenOn: found.source.key === "active" ? "active" : "state",
  }));
}

const byState = new Map<RunState, readonly RunTransition[]>(states.map((state) => [state, read(state)]));

/** The transitions of a state, read from the machine. Chart, compiler and refusals all use this list. */
export function transitionsFrom(state: RunState): readonly RunTransition[] {
  return byState.get(state) ?? [];
}
