import { at, over, run } from "../view/run.fixture.ts";
import type { RunRow } from "../view/run-row.ts";

/** The id of a scene's nth run. */
export const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A run that has been reading for a minute and a half. */
export const reading = (changes: Partial<RunRow> = {}) =>
  run({
    started_at: at(-94),
    claimed_at: at(-94),
    total_fetched: 1_240,
    total_inserted: 1_240,
    commit_seq: 13,
    ...changes,
  });

/** One that a call has handed back, and that goes on later. */
export const between = (changes: Partial<RunRow> = {}) =>
  reading({
    status: "continuing",
    worker: null,
    due_at: at(45),
    deadline_at: at(105),
    yield_reason: "budget",
    ...changes,
  });

/** One that is over, 20 minutes ago. */
export const ended = (status: string, changes: Partial<RunRow> = {}) =>
  over(status, 1_200, { total_fetched: 8_421, total_inserted: 8_400, total_updated: 21, commit_seq: 85, ...changes });

/** One that was heard of two minutes ago. */
export const silentRun = (changes: Partial<RunRow> = {}) =>
  reading({ heartbeat_at: at(-128), deadline_at: at(-68), started_at: at(-400), ...changes });

/** A run of each source, all being read. */
export const four: readonly RunRow[] = ["stripe", "paypal", "ghl", "manychat"].map((source, n) =>
  reading({ id: idOf(n + 1), source, total_fetched: [1_240, 380, 15_900, 1][n] as number, started_at: at(-94 - n) }),
);
