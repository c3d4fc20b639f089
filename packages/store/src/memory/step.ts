import { type At, applyEvent, historyEntry, isRecorded, type Outcome, type SyncRunRow } from "@sincro/machine";
import type { Tables } from "./tables.ts";

function note(tables: Tables, run: SyncRunRow | null, outcome: Outcome, event: At): void {
  const after = outcome.run;
  if (after === null || !isRecorded(event.type)) return;
  const entries = tables.events.get(after.id) ?? [];
  const reason = outcome.kind === "refused" ? outcome.reason : null;
  const entry = historyEntry({ row: run ?? after, state: run?.status ?? "idle" }, after, event, tables.policy, reason);
  const noted = entries.some((e) => !e.applied && e.event === entry.event && e.actor === entry.actor);
  if (reason !== null && (reason !== "fenced" || noted)) return;
  tables.events.set(after.id, [...entries, { ...entry, n: entries.length + 1 }]);
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
