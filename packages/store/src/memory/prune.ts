import { isResumable, isTerminal, type SyncRunRow } from "@sincro/machine";
import { StoreError } from "../errors.ts";
import { newestFirst } from "./list.ts";
import { forgetPages } from "./missing.ts";
import type { Tables } from "./tables.ts";

/** Of each scope the newest run that can be resumed, and the newest that was completed: up to date until when. */
function newestOfEach(tables: Tables): ReadonlySet<string> {
  const kept = new Map<string, string>();
  for (const run of newestFirst(tables).filter(({ status }) => isTerminal(status))) {
    const key = JSON.stringify([run.source, run.account, isResumable(run.status)]);
    if (!kept.has(key)) kept.set(key, run.id);
  }
  return new Set(kept.values());
}

/** Deletes runs, with their history, that ended longer ago than `keepMs`. */
export function prune(tables: Tables, keepMs: number): number {
  if (!(keepMs >= 0)) throw new StoreError("store_rejected", "prune: the time to keep is zero or more");
  const before = Date.parse(tables.now()) - keepMs;
  const kept = newestOfEach(tables);
  const old = (run: SyncRunRow) => Date.parse(run.completed_at ?? run.updated_at) < before;
  const gone = [...tables.runs.values()].filter((run) => isTerminal(run.status) && old(run) && !kept.has(run.id));
  for (const { id } of gone) {
    tables.runs.delete(id);
    tables.events.delete(id);
  }
  forgetPages(tables, before);
  return gone.length;
}
