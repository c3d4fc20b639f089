import { isTerminal, type SyncRunRow } from "@sincro/machine";
import type { SendAnswer, SendableEvent } from "@sincro/store";
import { type Ending, refusedEnding } from "./ending.ts";
import { failureOf } from "./failure.ts";
import type { SliceOutcome } from "./outcome.ts";
import { persist } from "./persist.ts";
import type { Slice } from "./slice.ts";

/**
 * Puts the end of a slice on record: the one event that belongs to it, or what follows from its refusal. When the store
 * cannot be reached, the lease that runs out is the record.
 *
 * @param letGo whether the work has stopped: only then is STOPPED true
 */
export async function record(slice: Slice, ending: Ending, letGo: boolean): Promise<SliceOutcome> {
  if (ending.kind === "lost") return { kind: "lost", run: slice.row, error: ending.error };
  if (ending.kind === "fenced") return { kind: "fenced", run: slice.row, stopped: letGo && (await stopped(slice)) };
  let answer: SendAnswer;
  try {
    answer = await tell(slice, eventOf(slice, ending), slice.heldUntil);
  } catch (error) {
    return { kind: "lost", run: slice.row, error: failureOf(error, slice.tools.secrets) };
  }
  if (slice.take(answer, slice.tools.clock.now())) return outcomeOf(slice, ending);
  const next: Ending =
    ending.kind === "fail" ? { kind: "fenced" } : refusedEnding(answer, "error" in ending ? ending.error : undefined);
  return record(slice, next, letGo);
}

/** Sends an event until it is answered, or until there is no more time. */
function tell(slice: Slice, event: SendableEvent, giveUpAt: number): Promise<SendAnswer> {
  return persist(() => slice.store.send(slice.row.id, event), { ...slice.tools, until: () => giveUpAt });
}

type Told = Exclude<Ending, { kind: "fenced" | "lost" }>;

function eventOf(slice: Slice, ending: Told): SendableEvent {
  switch (ending.kind) {
    case "complete":
      return { type: "COMPLETE", ...slice.hold, seq: slice.seq };
    case "fail":
      return { type: "FAIL", ...slice.hold, error: ending.error };
    case "yield": {
      const { reason, error, waitMs } = ending;
      const { time, policy } = slice.claim;
      // Longer than the longest time without progress is as good as never.
      const dueAt = waitMs > 0 ? time.in(Math.min(waitMs, policy.noProgressMs)) : undefined;
      return { type: "YIELD", ...slice.hold, reason, ...(dueAt && { dueAt }), ...(error && { error }) };
    }
  }
}

function outcomeOf({ row: run, claim }: Slice, ending: Told): SliceOutcome {
  switch (ending.kind) {
    case "complete":
      return { kind: "completed", run };
    case "fail":
      return { kind: "failed", run, error: ending.error };
    case "yield": {
      const dueAt = run.due_at ?? run.updated_at;
      return { kind: "yielded", run, reason: ending.reason, dueAt, dueInMs: Math.max(0, claim.time.until(dueAt)) };
    }
  }
}

/** Records that the worker of an ended run let go, so that a cancel has a receipt with its latency. */
async function stopped(slice: Slice): Promise<boolean> {
  const run: SyncRunRow = slice.row;
  if (!isTerminal(run.status) || run.last_worker !== slice.claim.worker) return false;
  const { clock } = slice.tools;
  try {
    const answer = await tell(slice, { type: "STOPPED", ...slice.hold }, clock.now() + slice.claim.policy.leaseMs);
    return slice.take(answer, clock.now());
  } catch {
    return false; // told to onFault; the run is over either way, it only lacks the receipt
  }
}
