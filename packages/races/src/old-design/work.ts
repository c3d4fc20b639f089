import type { SourceRecord, SyncRunRow } from "@sincro/machine";
import { asRun, rows, runs, type Talk } from "./talk.ts";

/** A page as the old worker wrote it. `say` is its name in a timeline. */
export interface OldPage {
  readonly records: readonly SourceRecord[];
  readonly checkpoint: unknown;
  readonly say?: string;
}

/** What the worker knows of its run: where to go on, what was counted, whether somebody cancelled. */
export function* look(id: string): Talk<SyncRunRow | undefined> {
  const [run] = yield* runs({
    say: "reads its run",
    sql: `select ${asRun("r")} from sync_runs r where id = $1`,
    values: [id],
  });
  return run;
}

/**
 * Writes the rows of a page by a plain upsert, then counter, cursor and, once more, that the run is running. The
 * counter is what was read before, plus the page.
 */
export function* writePage(run: SyncRunRow, { records, checkpoint, say = "a page" }: OldPage): Talk<SyncRunRow> {
  yield* rows({
    say: `upserts ${say}, ${records.length === 1 ? "1 row" : `${records.length} rows`}`,
    sql: `insert into sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
      select r.source, r.account, p ->> 'object', p ->> 'id', p -> 'data', md5(p ->> 'data')::uuid, r.id, sync_now()
      from sync_runs r, jsonb_array_elements($2) p where r.id = $1
      on conflict (source, account, object, external_id)
        do update set data = excluded.data, hash = excluded.hash, run_id = excluded.run_id, synced_at = excluded.synced_at
      returning external_id`,
    values: [run.id, JSON.stringify(records)],
  });
  const fetched = run.total_fetched + records.length;
  const [after] = yield* runs({
    say: `writes status running, ${fetched} fetched, the cursor`,
    sql: `update sync_runs r set status = 'running', total_fetched = $2, total_inserted = $2, checkpoint = $3,
        updated_at = sync_now()
      where id = $1 returning ${asRun("r")}`,
    values: [run.id, fetched, JSON.stringify(checkpoint)],
  });
  return after as SyncRunRow;
}

/** Writes a status by id, without looking. */
export function* writeStatus(
  id: string,
  status: "completed" | "failed" | "continuing",
  error: string | null = null,
): Talk<SyncRunRow> {
  const [run] = yield* runs({
    say: `writes status ${status}`,
    sql: `update sync_runs r set status = $2, error_message = $3, updated_at = sync_now()
        ${status === "continuing" ? "" : ", completed_at = sync_now()"}
      where id = $1 returning ${asRun("r")}`,
    values: [id, status, error],
  });
  return run as SyncRunRow;
}
