import type { CancelAnswer, StartOutcome, StartResult, SweepAnswer } from "@sincro/client";
import type { SyncRunRow } from "@sincro/machine";
import { at } from "../view/run.fixture.ts";
import type { RunRow } from "../view/run-row.ts";

/** A row whose status the machine knows, as the functions give it. */
const known = (run: RunRow) => run as SyncRunRow;

const outcomeOf = (run: RunRow): StartOutcome => ({ source: run.source, outcome: "conflict", run: known(run) });

/** Every source that was asked for has a run already. */
export const inTheWay = (runs: readonly RunRow[]) => async (): Promise<StartResult> => ({
  kind: "conflict",
  body: {
    type: "urn:sincro:error:sync_already_running",
    title: "A sync is already running",
    status: 409,
    detail: "A fixed answer of the gallery.",
    error: "sync_already_running",
    success: false,
    groupId: null,
    runs: runs.map(outcomeOf),
    actions: ["attach", "restart", "wait"],
    holders: [],
    now: at(0),
    sweptAt: at(-10),
  },
});

/** One source began and the machine refused another. */
export const partlyRefused = (begun: RunRow) => async (): Promise<StartResult> => ({
  kind: "started",
  body: {
    success: true,
    groupId: null,
    runs: [
      { source: begun.source, outcome: "started", run: known(begun), repeated: false, cancelled: [] },
      { source: "paypal", outcome: "refused", run: null, reason: "invalid", detail: "A fixed answer." },
    ],
  },
});

/** The receipt of a cancel: what it ended, and what had ended before it. */
export const cancelledAll =
  (done: readonly RunRow[], before: readonly RunRow[] = []) =>
  async (): Promise<CancelAnswer> => ({
    success: true,
    ok: true,
    cancelled: done.length,
    receipt: [...done.map((run) => entryOf(run, true)), ...before.map((run) => entryOf(run, false))],
  });

function entryOf(run: RunRow, cancelled: boolean): CancelAnswer["receipt"][number] {
  const from = cancelled ? known(run).status : "completed";
  const { id: runId, source, account, total_fetched: totalFetched } = run;
  return { runId, source, account, from, to: cancelled ? "cancelled" : "completed", cancelled, totalFetched };
}

/** What a sweep that lets silent runs go found. */
export const swept = (runs: readonly RunRow[]) => async (): Promise<SweepAnswer> => ({
  success: true,
  expired: runs.length,
  released: runs.length,
  dispatched: 0,
  receipt: runs.map(({ id: runId, source, account }) => ({ runId, source, account, to: "stale" as const })),
});
