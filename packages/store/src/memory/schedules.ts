import type { Scope } from "../port.ts";
import {
  parseSchedule,
  parseTurn,
  type ScheduleKey,
  type ScheduleOutcome,
  type ScheduleRequest,
  type ScheduleRow,
  type ScheduleTurn,
} from "../schedules.ts";
import { start } from "./start.ts";
import type { Tables } from "./tables.ts";

const keyOf = ({ source, account, mode }: ScheduleKey) => JSON.stringify([source, account, mode]);
const byKey = (a: ScheduleRow, b: ScheduleRow) => (keyOf(a) < keyOf(b) ? -1 : 1);

/** All schedules, and the clock that they are compared with. */
export function schedules(tables: Tables): { readonly now: string; readonly schedules: readonly ScheduleRow[] } {
  return { now: tables.now(), schedules: [...tables.schedules.values()].sort(byKey) };
}

/** Writes a schedule; what is known of its last time stays. */
export function setSchedule(tables: Tables, request: ScheduleRequest): ScheduleRow {
  const { actor = null, ...wanted } = parseSchedule(request);
  const { last_at = null, last_outcome = null, last_run_id = null } = tables.schedules.get(keyOf(wanted)) ?? {};
  const row = { ...wanted, last_at, last_outcome, last_run_id, updated_at: tables.now(), updated_by: actor };
  tables.schedules.set(keyOf(row), row);
  return row;
}

/** Takes one schedule away, or all of a scope. */
export function removeSchedules(tables: Tables, key: Scope & { readonly mode?: string | undefined }): number {
  const { source, account, mode } = key;
  const gone = [...tables.schedules.values()].filter(
    (row) => row.source === source && row.account === account && (mode === undefined || row.mode === mode),
  );
  for (const row of gone) tables.schedules.delete(keyOf(row));
  return gone.length;
}

/** Starts what is due, and moves the schedule on. */
export function runSchedule(tables: Tables, turn: ScheduleTurn): ScheduleOutcome {
  const { due, next_at, skip, source, account, mode } = parseTurn(turn);
  const row = tables.schedules.get(keyOf(turn));
  const now = tables.now();
  if (row === undefined || !row.enabled || row.next_at !== due || due > now) return { outcome: "taken", run: null };
  const startedBy = `schedule:${row.cron}`;
  const answer =
    skip === undefined
      ? start(tables, { source, account, mode, onConflict: "attach", startedBy })
      : { outcome: skip, run: null };
  const run = "run" in answer ? answer.run : null;
  const last = { last_at: now, last_outcome: answer.outcome, last_run_id: run?.id ?? null };
  tables.schedules.set(keyOf(row), { ...row, ...last, next_at });
  return { outcome: answer.outcome, run };
}
