import { isResumable } from "@sincro/machine";
import type { RunAction } from "./card.ts";
import { actionOf } from "./card.ts";
import { type Moment, type Phase, phaseOf } from "./phase.ts";
import { momentOf, type RunRow } from "./run-row.ts";
import { type Slowness, slownessOf, spanOf } from "./spans.ts";

/** One line of the results, before any words. Moments and spans are in milliseconds. */
export interface RowView {
  readonly run: RunRow;
  readonly phase: Phase;
  readonly startedAt: number;
  readonly spanMs: number;
  readonly slowness: Slowness | null;
  readonly action: RunAction;
}

/** The run of its scope that a resume would begin with: the newest that can be resumed, unless one went on from it already. */
function isResumePoint(run: RunRow, all: readonly RunRow[]): boolean {
  return !all.some(
    (other) =>
      other.resumed_from === run.id ||
      (other.source === run.source &&
        other.account === run.account &&
        isResumable(other.status) &&
        momentOf(other.started_at) > momentOf(run.started_at)),
  );
}

/** One line of the results, beside all the runs that are here. */
export function rowView(run: RunRow, all: readonly RunRow[], moment: Moment): RowView {
  const action = actionOf(run, moment.now);
  return {
    run,
    phase: phaseOf(run, moment),
    startedAt: momentOf(run.started_at),
    spanMs: spanOf(run, moment.now),
    slowness: slownessOf(run, all, moment.now),
    action: action === "cancel" || isResumePoint(run, all) ? action : null,
  };
}
