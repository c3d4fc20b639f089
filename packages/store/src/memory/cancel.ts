import { isActive, type SyncRunRow } from "@sincro/machine";
import type { CancelFilter, CancelReceipt } from "../port.ts";
import type { CancelOrder } from "../shapes.ts";
import { step } from "./step.ts";
import { inIdOrder, type Tables } from "./tables.ts";

function matches(run: SyncRunRow, filter: CancelFilter): boolean {
  if ("runId" in filter) return run.id === filter.runId;
  if (!isActive(run.status)) return false;
  if ("groupId" in filter) return run.group_id === filter.groupId;
  if ("source" in filter) {
    return run.source === filter.source && (filter.account === undefined || run.account === filter.account);
  }
  return filter.all;
}

function cancelOne(tables: Tables, run: SyncRunRow, actor: string, reason: string | undefined): CancelReceipt {
  const outcome = step(tables, run, { type: "CANCEL", actor, reason, at: tables.now() });
  return {
    runId: run.id,
    source: run.source,
    account: run.account,
    from: run.status,
    to: outcome.run?.status ?? run.status,
    cancelled: outcome.kind === "applied",
    totalFetched: run.total_fetched,
  };
}

/** Cancels every live run that the filter names, in id order, and says of each what it was and what it is. */
export function cancel(tables: Tables, { filter, actor, reason }: CancelOrder): readonly CancelReceipt[] {
  return inIdOrder(tables)
    .filter((run) => matches(run, filter))
    .map((run) => cancelOne(tables, run, actor, reason));
}
