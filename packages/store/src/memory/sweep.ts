import { isActive, type SyncRunRow } from "@sincro/machine";
import type { SweepAnswer } from "../port.ts";
import { step } from "./step.ts";
import { inIdOrder, type Tables } from "./tables.ts";

function queueMoves(tables: Tables, { id, source }: SyncRunRow, at: string): boolean {
  const since = Date.parse(at) - tables.policy.noWorkerMs;
  const lately = [...tables.runs.values()].some(
    (run) => run.source === source && run.heartbeat_at !== null && Date.parse(run.heartbeat_at) > since,
  );
  return lately || (lastSweep(tables) <= since && !lookedAt(tables, id));
}

const lastSweep = ({ sweptAt }: Tables): number => (sweptAt === null ? Number.NEGATIVE_INFINITY : Date.parse(sweptAt));

/** Whether somebody looked after the run since the last sweep: a start looks at its scope, too. */
function lookedAt(tables: Tables, runId: string): boolean {
  const entries = tables.events.get(runId) ?? [];
  return entries.some(({ event, at, applied }) => applied && event === "EXPIRE" && Date.parse(at) >= lastSweep(tables));
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
  tables.sweptAt = now;
  return {
    expired: swept.filter((run) => isActive(run.status)),
    released: swept.filter((run) => !isActive(run.status)),
    due: inIdOrder(tables)
      .filter((run) => isDue(run, now))
      .sort((a, b) => dueAt(a) - dueAt(b)),
  };
}
