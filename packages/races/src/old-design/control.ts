import type { SyncRunRow } from "@sincro/machine";
import type { Scope } from "../explorer/scenario.ts";
import { asRun, runs, type Talk } from "./talk.ts";

/** Which runs a cancel means, as a condition on `sync_runs` with its values. */
export interface Which {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** Cancels: a plain update of the status, which no worker has to notice. */
export function* cancel({ where, values }: Which, reason = "cancelled"): Talk<readonly SyncRunRow[]> {
  return yield* runs({
    say: "cancel: sets status cancelled",
    sql: `update sync_runs r set status = 'cancelled', completed_at = sync_now(),
        error_message = $${values.length + 1}, updated_at = sync_now()
      where (${where}) and status in ('running', 'continuing') returning ${asRun("r")}`,
    values: [...values, reason],
  });
}

/** Cleans up: what began more than ten minutes ago is taken for dead, whatever it has done since. */
export function* cleanUp({ source, account }: Scope): Talk<readonly SyncRunRow[]> {
  const old = yield* runs({
    say: "clean-up: looks for runs that began over 10 min ago",
    sql: `select ${asRun("r")} from sync_runs r
      where source = $1 and account = $2 and status in ('running', 'continuing')
        and started_at < sync_now() - interval '10 minutes' order by id`,
    values: [source, account],
  });
  const swept: SyncRunRow[] = [];
  for (const { id } of old) {
    swept.push(
      ...(yield* runs({
        say: "clean-up: sets status stale",
        sql: `update sync_runs r
          set status = 'stale', completed_at = sync_now(), error_message = 'stale', updated_at = sync_now()
          where id = $1 returning ${asRun("r")}`,
        values: [id],
      })),
    );
  }
  return swept;
}
