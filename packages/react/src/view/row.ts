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

/**
 * One line of the results. A run that another one went on from offers no resume: its checkpoint is no longer the
 * newest.
 */
export function rowView(run: RunRow, all: readonly RunRow[], moment: Moment): RowView {
  const action = actionOf(run, moment.now);
  const superseded = all.some((other) => other.resumed_from === run.id);
  return {
    run,
    phase: phaseOf(run, moment),
    startedAt: momentOf(run.started_at),
    spanMs: spanOf(run, moment.now),
    slowness: slownessOf(run, all, moment.now),
    action: action !== "cancel" && superseded ? null : action,
  };
}
