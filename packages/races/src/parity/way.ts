import { type At, type Outcome, type SyncRunRow, transitionsFrom } from "@sincro/machine";
import { cellName } from "./cells.ts";

/** The actions that tell two transitions of the same event and target apart, by a column that only one of them writes. */
function byWhich(before: SyncRunRow, event: At, after: SyncRunRow): string {
  const candidates = transitionsFrom(before.status).filter(
    (found) => found.event === event.type && found.to === after.status,
  );
  if (candidates.length === 1) return candidates[0]?.guard ?? "no guard";
  switch (event.type) {
    case "COMMIT":
      return after.slice_pages > before.slice_pages ? "commitsProgress" : "mayCommit";
    case "YIELD":
      return after.attempts > before.attempts ? "spendsAttempt" : "mayYield";
    case "EXPIRE":
      if (after.status === "continuing") return after.silences > before.silences ? "wentSilent" : "mayExpire";
      return (
        { no_progress: "madeNoProgress", lost_worker: "lostItsWorker", no_worker: "foundNoWorker" }[
          after.error_code ?? ""
        ] ?? "?"
      );
    default:
      return "?";
  }
}

/** The name of the cell that an outcome belongs to. */
export function wayOf(before: SyncRunRow, event: At, outcome: Outcome): string {
  if (outcome.kind === "refused") return cellName(before.status, event.type, outcome.reason);
  return cellName(before.status, event.type, `${outcome.run.status} by ${byWhich(before, event, outcome.run)}`);
}
