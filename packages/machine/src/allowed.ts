import { applyEvent } from "./apply.ts";
import type { SyncRunRow } from "./columns.ts";
import { type EventType, eventTypes, type SyncEvent } from "./events.ts";

/** The event of this type that has the best chance on this row: sent by whoever may send it. */
function bestCase(run: SyncRunRow, type: EventType): SyncEvent {
  const hold = { fence: run.fence, worker: run.last_worker ?? "" };
  switch (type) {
    case "START":
      return { type, id: run.id, source: run.source, account: run.account, mode: run.mode };
    case "CLAIM":
      return { type, worker: `${hold.worker}+` };
    case "BEAT":
    case "STOPPED":
      return { type, ...hold };
    case "COMMIT":
      return {
        type,
        ...hold,
        seq: run.commit_seq + 1,
        checkpoint: null,
        fetched: 0,
        inserted: 0,
        updated: 0,
        unchanged: 0,
      };
    case "YIELD":
      return { type, ...hold, reason: "budget" };
    case "COMPLETE":
      return { type, ...hold, seq: run.commit_seq };
    case "FAIL":
      return { type, ...hold, error: { code: "", message: "" } };
    case "CANCEL":
      return { type, actor: "" };
    case "EXPIRE":
      return { type, queueMoves: true };
  }
}

/**
 * The events that the run accepts at a moment, each sent by whoever may send it. Buttons take their availability from
 * here, so that the page can never offer what the database refuses.
 *
 * @param at ISO 8601, by the database's clock: CLAIM needs `due_at` to have come, EXPIRE a deadline that has passed
 */
export function allowedEvents(run: SyncRunRow, at: string): readonly EventType[] {
  return eventTypes.filter((type) => applyEvent(run, { ...bestCase(run, type), at }).kind === "applied");
}
