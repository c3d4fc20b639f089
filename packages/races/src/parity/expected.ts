import {
  type EventType,
  eventTypes,
  isTerminal,
  type Reason,
  type RunStatus,
  statuses,
  terminalStatuses,
  transitionsFrom,
} from "@sincro/machine";
import { cellName } from "./cells.ts";

/** The refusals that a handled event can meet, whatever the state; written down here a second time on purpose. */
const refusals: Partial<Record<string, readonly Reason[]>> = {
  CLAIM: ["held", "not_due", "repeated"],
  BEAT: ["fenced"],
  COMMIT: ["fenced", "out_of_order", "repeated"],
  YIELD: ["fenced", "exhausted"],
  COMPLETE: ["fenced", "out_of_order"],
  FAIL: ["fenced"],
  EXPIRE: ["not_expired"],
  STOPPED: ["fenced", "repeated"],
};

/** The repeats of calls that ended or handed back the run: they are looked for in the state that the call led to. */
const repeated: Partial<Record<EventType, readonly RunStatus[]>> = {
  CLAIM: statuses,
  COMMIT: statuses,
  YIELD: ["continuing"],
  COMPLETE: ["completed"],
  FAIL: ["failed"],
  CANCEL: ["cancelled"],
  STOPPED: statuses,
};

/** Cells of rows that no function can leave behind: an ended run that somebody holds. The two machines agree on them all the same. */
export const neverStored: ReadonlySet<string> = new Set(
  terminalStatuses.map((status) => cellName(status, "CLAIM", "repeated")),
);

/** Where every call that is not fenced is a repeat, nothing is left to be `terminal` or `illegal`. */
const alwaysRepeated = ["cancelled CANCEL", "continuing YIELD", "completed COMPLETE", "failed FAIL"];

const fencedEvents = ["BEAT", "COMMIT", "YIELD", "COMPLETE", "FAIL", "STOPPED"];

/** Every cell that must be met, so that "exhaustive" is a check and not a claim. */
export function expectedCells(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const status of statuses) {
    for (const event of eventTypes) {
      const found = transitionsFrom(status).filter((transition) => transition.event === event);
      for (const { guard, to } of found) names.add(cellName(status, event, `${to} by ${guard ?? "no guard"}`));
      for (const reason of found.length > 0 ? (refusals[event] ?? []) : []) names.add(cellName(status, event, reason));
      if (found.length === 0 && !alwaysRepeated.includes(`${status} ${event}`))
        names.add(cellName(status, event, isTerminal(status) ? "terminal" : "illegal"));
      if (fencedEvents.includes(event)) names.add(cellName(status, event, "fenced"));
      if (repeated[event]?.includes(status)) names.add(cellName(status, event, "repeated"));
    }
  }
  return names;
}
