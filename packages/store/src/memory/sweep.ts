import { isActive, type SyncRunRow } from "@sincro/machine";
import type { SweepAnswer } from "../port.ts";
import { step } from "./step.ts";
import { inIdOrder, type Tables } from "./tables.ts";

function queueMoves(tables: Tables, run: SyncRunRow, at: string): boolean {
  const since = Date.parse(at) - tables.policy.noWorkerMs;
  const lately = [...tables.runs.values()].some(
    ({ source, heartbeat_at }) => source === run.source && heartbeat_at !== null && Date.parse(heartbeat_at) > since,
  );
  return lately || !watched(tables, run, since);
}

/** Whether somebody has swept since then, or one who does not sweep (a start, at its scope) had looked at the run by then. */
function watched({ sweeps, events }: Tables, { id, due_at, started_at }: SyncRunRow, since: number): boolean {
  if (sweeps !== null && Date.parse(sweeps.last) > since && Date.parse(sweeps.first) <= since) return true;
  const from = Math.max(
    sweeps === null ? Number.NEGATIVE_INFINITY : Date.parse(sweeps.last),
    Date.parse(due_at ?? started_at),
  );
  return (events.get(id) ?? []).some(
    ({ event, at, applied }) => applied && event === "EXPIRE" && Date.parse(at) <= since && Date.parse(at) > from,
  );
}

/** The sweeps that followed each other without a long gap. */
function followedBy({ sweeps, policy }: Tables, now: string): Tables["sweeps"] {
  const follows = sweeps !== null && Date.parse(sweeps.last) > Date.parse(now) - policy.noWorkerMs;
  return { first: follows ? sweeps.first : now, last: now };
}

const dueAt = (run: SyncRunRow): number => Date.parse(run.due_at ?? "");

function isDue(run: SyncRunRow, now: string): boolean {
  return isActive(run.status) && run.worker === null && dueAt(run) <= Date.parse(now);
}

/** Sends EXPIRE to a run; answers the run as it then is. One that is not overdue refuses it. */
export function expire(tables: Tables, run: SyncRunRow, release = false): SyncRunRow {
  const at = tables.now();
  const moves = queueMoves(tables, run, at);
  const event = { type: "EXPIRE", queueMoves: moves, release: release || undefined, at } as const;
  return step(tables, run, event).run ?? run;
}

/** Expires every run whose deadline has passed, in id order. */
export function sweep(tables: Tables, release: boolean): SweepAnswer {
  const swept = inIdOrder(tables)
    .filter((run) => isActive(run.status))
    .map((run) => ({ before: run, after: expire(tables, run, release) }))
    .filter(({ before, after }) => after !== before)
    .map(({ after }) => after);
  const now = tables.now();
  tables.sweeps = followedBy(tables, now);
  return {
    expired: swept.filter((run) => isActive(run.status)),
    released: swept.filter((run) => !isActive(run.status)),
    due: inIdOrder(tables)
      .filter((run) => isDue(run, now))
      .sort((a, b) => dueAt(a) - dueAt(b)),
  };
}
