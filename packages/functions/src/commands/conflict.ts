import type { Holder, StartOutcome } from "@sincro/client";
import { conflictActions } from "@sincro/client/contract";
import type { SyncRunRow } from "@sincro/machine";
import type { StoreStatus } from "@sincro/store";
import { Problem } from "../http/problem.ts";

/** Who holds a scope, so that people can tell whether to wait, to join or to restart. */
function holderOf(run: SyncRunRow, now: string): Holder {
  const signs = [run.started_at, run.claimed_at, run.heartbeat_at, run.progress_at].filter((at) => at !== null);
  return {
    source: run.source,
    account: run.account,
    runId: run.id,
    status: run.status,
    mode: run.mode,
    startedBy: run.started_by,
    startedAt: run.started_at,
    worker: run.worker,
    records: run.total_fetched,
    expected: run.total_expected,
    pages: run.commit_seq,
    lastSignAt: signs.reduce((latest, at) => (Date.parse(at) > Date.parse(latest) ? at : latest)),
    leaseEndsAt: run.deadline_at,
    dueAt: run.due_at,
    silent: run.deadline_at !== null && Date.parse(run.deadline_at) <= Date.parse(now),
  };
}

/** The explaining 409; null when nothing of the start conflicted. */
export function conflict(outcomes: readonly StartOutcome[], before: StoreStatus, single: boolean): Problem | null {
  const rows = outcomes.flatMap((outcome) => (outcome.outcome === "conflict" ? [outcome.run] : []));
  const [first] = rows;
  if (first === undefined) return null;
  const { now, sweptAt } = before;
  const holders = rows.map((run) => holderOf(run, now));
  return new Problem("sync_already_running", holders.map((holder) => sentence(holder, now)).join(" "), {
    members: {
      success: false,
      groupId: null,
      runs: outcomes,
      actions: conflictActions,
      holders,
      now,
      sweptAt,
      ...(single ? { existingSyncId: first.id, run: first } : {}),
    },
  });
}

function sentence(holder: Holder, now: string): string {
  const { source, status, startedAt, startedBy, records, pages, lastSignAt, leaseEndsAt, silent } = holder;
  const ago = Math.max(0, Math.round((Date.parse(now) - Date.parse(lastSignAt)) / 1000));
  const lease = silent ? "it is silent and will be taken up again" : `silence is suspicious from ${leaseEndsAt} on`;
  return `${source} is ${status} since ${startedAt}, started by ${startedBy ?? "nobody named"}: ${records} records in ${pages} pages, last sign of life ${ago} s ago; ${lease}.`;
}
