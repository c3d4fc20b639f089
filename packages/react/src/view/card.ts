import type { SourceInfo } from "@sincro/client";
import { allowedEvents, isResumable } from "@sincro/machine";
import { type Moment, type Phase, phaseOf } from "./phase.ts";
import { type Progress, progressOf } from "./progress.ts";
import { isKnown, momentOf, type RunRow } from "./run-row.ts";
import { currentOf, freshUntil } from "./select.ts";
import { spanOf } from "./spans.ts";

/** What one can do with a run. The machine says what it allows. */
export type RunAction = "cancel" | "resume" | "retry" | null;

/** What a run offers. A checkpoint that cannot be read offers nothing: only a new sync helps. */
export function actionOf(run: RunRow, now: number): RunAction {
  if (!isKnown(run)) return null;
  if (allowedEvents(run, new Date(now).toISOString()).includes("CANCEL")) return "cancel";
  if (!isResumable(run.status) || run.error_code === "checkpoint_invalid") return null;
  return run.status === "failed" ? "retry" : "resume";
}

/** A source's card: what it shows, before any words. Moments and spans are in milliseconds. */
export interface CardView {
  readonly run: RunRow | null;
  readonly phase: Phase;
  readonly progress: Progress;
  readonly spanMs: number | null;
  /** When its worker was last heard of, while it runs. */
  readonly heartbeatAt: number | null;
  readonly endedAt: number | null;
  readonly freshUntil: number | null;
  readonly action: "cancel" | "resume" | "retry" | "sync";
}

/** The card of a source. A cancelled run offers a new sync; what it saved is there either way. */
export function cardView(source: SourceInfo, runs: readonly RunRow[], moment: Moment): CardView {
  const run = currentOf(runs, source.name);
  const action = run === null || run.status === "cancelled" ? null : actionOf(run, moment.now);
  const time = (iso: string | null) => (iso === null ? null : momentOf(iso));
  return {
    run,
    phase: phaseOf(run, moment),
    progress: progressOf(run),
    spanMs: run === null ? null : spanOf(run, moment.now),
    heartbeatAt: run === null ? null : time(run.heartbeat_at),
    endedAt: run === null ? null : time(run.completed_at),
    freshUntil: freshUntil(runs, source.name),
    action: action ?? "sync",
  };
}
