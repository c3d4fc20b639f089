import type { SyncRunRow } from "@sincro/machine";
import type { Scope } from "../explorer/scenario.ts";
import { asRun, runs, type Talk } from "./talk.ts";

/** What became of a start in the old design: a run, or 409 with the run that was found. */
export interface OldStart {
  readonly outcome: "started" | "conflict";
  readonly run: SyncRunRow;
}

/** The active run of the scope, if there is one: what every start and every worker begins with. */
export function* lookForActive({ source, account }: Scope): Talk<SyncRunRow | undefined> {
  const [run] = yield* runs({
    say: "looks for an active run",
    sql: `select ${asRun("r")} from sync_runs r
      where source = $1 and account = $2 and status in ('running', 'continuing') order by started_at desc limit 1`,
    values: [source, account],
  });
  return run;
}

/** Starts: select, then insert, 409 if a run was found. */
export function* start(scope: Scope): Talk<OldStart> {
  const active = yield* lookForActive(scope);
  if (active !== undefined) return { outcome: "conflict", run: active };
  const [run] = yield* runs({
    say: "inserts a run, status running",
    sql: `insert into sync_runs as r (source, account, status, started_at) values ($1, $2, 'running', sync_now())
      returning ${asRun("r")}`,
    values: [scope.source, scope.account],
  });
  return { outcome: "started", run: run as SyncRunRow };
}

/** Resumes: the same row is set to running again, its cursor and its counters go on. */
export function* resume(id: string): Talk<OldStart> {
  const [ended] = yield* runs({
    say: "looks at the run to resume",
    sql: `select ${asRun("r")} from sync_runs r where id = $1`,
    values: [id],
  });
  if (ended?.status === "running") return { outcome: "conflict", run: ended };
  const [run] = yield* runs({
    say: "resume: sets status running",
    sql: `update sync_runs r set status = 'running', completed_at = null, error_message = null, updated_at = sync_now()
      where id = $1 returning ${asRun("r")}`,
    values: [id],
  });
  return { outcome: "started", run: run as SyncRunRow };
}

/** Force-cancel, then start. Between the two the old code waited for a second; the old worker waited for nothing. */
export function* forceRestart(scope: Scope): Talk<OldStart> {
  yield* runs({
    say: "force-cancel: sets status cancelled",
    sql: `update sync_runs r
      set status = 'cancelled', completed_at = sync_now(), error_message = 'force cancel', updated_at = sync_now()
      where source = $1 and account = $2 and status in ('running', 'continuing') returning ${asRun("r")}`,
    values: [scope.source, scope.account],
  });
  return yield* start(scope);
}
