import { type EventType, eventTypes, type RunState, states, transitionsFrom } from "@sincro/machine";

/** One step of a run: what the model asserts of each of its own. */
export interface Step {
  readonly from: RunState;
  readonly event: EventType;
  readonly to: RunState;
}

/** The machine's steps, each once: guards and actions left out. */
export function machineSteps(): readonly Step[] {
  const steps = states.flatMap((from) => transitionsFrom(from).map(({ event, to }) => ({ from, event, to })));
  return [...new Map(steps.map((step) => [sentence(step), step])).values()];
}

/** A step in words: `running EXPIRE stale`. */
export function sentence({ from, event, to }: Step): string {
  return `${from} ${event} ${to}`;
}

const state = (name: RunState) => name.toUpperCase();

/** The machine's states, events and steps as Promela. */
export function transitionsPml(): string {
  const legal = machineSteps().map(
    ({ from, event, to }) => `(from == ${state(from)} && event == ${event} && to == ${state(to)})`,
  );
  return [
    "/* Generated from packages/machine by `npm run generate`. Do not edit: change the machine. */",
    ...states.map((name, index) => `#define ${state(name)} ${index}`),
    ...eventTypes.map((name, index) => `#define ${name} ${index}`),
    `#define LEGAL(from, event, to) ( \\\n  ${legal.join(" || \\\n  ")})`,
    "",
  ].join("\n");
}
