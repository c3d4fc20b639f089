import { type At, applyEvent, historyEntry, isRecorded, type Outcome, type SyncRunRow } from "@sincro/machine";
import type { Tables } from "./tables.ts";

/** Every transition but a beat, and what a fenced worker still tried (a beat too), once per kind. */
function note(tables: Tables, run: SyncRunRow | null, outcome: Outcome, event: At): void {
  const reason = outcome.kind === "refused" ? outcome.reason : null;
  if (outcome.run === null || (reason === null ? !isRecorded(event.type) : reason !== "fenced")) return;
  const before = { row: run ?? outcome.run, state: run?.status ?? ("idle" as const) };
  const entry = historyEntry(before, outcome.run, event, tables.policy, reason);
  const entries = tables.events.get(entry.run_id) ?? [];
  if (!entry.applied && entries.some((e) => !e.applied && e.event === entry.event && e.actor === entry.actor)) return;
  entries.push({ ...entry, n: entries.length + 1 });
  tables.events.set(entry.run_id, entries);
}

/**
 * Takes one step of the machine where the run lies: the row and its history change together. A refusal changes
 * nothing, but that the first refusal of each kind to a fenced worker is noted.
 */
export function step(tables: Tables, run: SyncRunRow | null, event: At): Outcome {
  const outcome = applyEvent(run, event, tables.policy);
  if (outcome.kind === "applied") tables.runs.set(outcome.run.id, outcome.run);
  note(tables, run, outcome, event);
  return outcome;
}
