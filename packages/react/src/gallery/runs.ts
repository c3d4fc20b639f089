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

/** One that is over, 20 minutes ago; all that it read was new. */
export function ended(status: string, changes: Partial<RunRow> = {}): RunRow {
  const records = changes.total_fetched ?? 8_421;
  const figures = { total_fetched: records, total_inserted: records, commit_seq: Math.ceil(records / 100) };
  return over(status, 1_200, { ...figures, ...changes });
}

/** One that was heard of two minutes ago. */
export const silentRun = (changes: Partial<RunRow> = {}) =>
  reading({ heartbeat_at: at(-128), deadline_at: at(-68), started_at: at(-400), ...changes });

/** A run of each source, all being read. */
export const four: readonly RunRow[] = (["stripe", "paypal", "ghl", "manychat"] as const).map((source, n) => {
  const records = { stripe: 1_240, paypal: 380, ghl: 15_900, manychat: 1 }[source];
  return reading({
    id: idOf(n + 1),
    source,
    total_fetched: records,
    total_inserted: records,
    commit_seq: Math.ceil(records / 100),
    started_at: at(-94 - n),
  });
});
