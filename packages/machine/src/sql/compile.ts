import { guardTrigger } from "./guard.ts";
import { stepFunction } from "./step.ts";
import { constraints, facts, transitionTable, writes } from "./table.ts";
import { problemFunction } from "./validate.ts";

/**
 * The machine as SQL: constraint, index, transition table, step function, guard trigger. Deterministic, so that a
 * check can compare it with the migration that was generated.
 *
 * @returns one migration's text; it may be run again
 */
export function compileMachine(): string {
  return `${[
    "-- Generated from packages/machine by `pnpm generate`. Do not edit: change the machine.",
    constraints(),
    transitionTable(),
    facts(),
    stepFunction(),
    problemFunction(),
    writes(),
    guardTrigger(),
  ].join("\n\n")}\n`;
}
