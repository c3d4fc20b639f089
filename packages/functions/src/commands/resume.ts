import { isResumable, type SyncRunRow } from "@sincro/machine";
import type { RunStore } from "@sincro/store";
import { Problem } from "../http/problem.ts";

/** How many of a scope's newest runs are looked through for one to resume. */
const searched = 500;

/**
 * The run to go on from: the one named, or the scope's newest that can be resumed and was not resumed already. A named
 * run that is still active is answered like a start of its scope: the store says who holds it.
 */
export async function resumable(
  store: RunStore,
  source: string,
  { account, runId }: { readonly account: string; readonly runId?: string | undefined },
): Promise<SyncRunRow> {
  if (runId === undefined) return newestResumable(store, source, account);
  const run = await store.get(runId);
  if (run === null || run.source !== source) throw new Problem("run_not_found", `${source} has no run ${runId}.`);
  if (run.status === "completed") throw new Problem("not_resumable", "The run completed: there is nothing left of it.");
  if (isLost(run)) throw new Problem("not_resumable", "Where the run was cannot be read: start a new one.");
  return run;
}

/** A checkpoint that is no cursor of ours leads nowhere, however often it is tried. */
const isLost = ({ status, error_code }: SyncRunRow) => isResumable(status) && error_code === "checkpoint_invalid";

async function newestResumable(store: RunStore, source: string, account: string): Promise<SyncRunRow> {
  const resumed = new Set<string>();
  let before: string | undefined;
  for (let seen = 0; seen < searched; ) {
    const { runs, next } = await store.list({ source, account, limit: 100, before });
    for (const run of runs) {
      if (isResumable(run.status) && !isLost(run) && !resumed.has(run.id)) return run;
      if (run.resumed_from !== null) resumed.add(run.resumed_from);
    }
    if (next === null) break;
    before = next;
    seen += runs.length;
  }
  throw new Problem("nothing_to_resume", `No run of ${source} (${account}) failed, was cancelled or is stale.`);
}
