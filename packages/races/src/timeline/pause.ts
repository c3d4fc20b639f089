import type { Client } from "pg";

/** The advisory lock that stands for "somebody stops the clock here"; nothing else uses it. */
export const pauseKey = 7_001;

/**
 * Puts a pause into a database's copy of `sync_commit`, between its check of the fence and its first row: the
 * function that writes the records waits there while {@link holdPause} holds the lock.
 */
export async function pauseBeforeRows(admin: Client): Promise<void> {
  await admin.query("alter function sync_write_records rename to sync_write_records_unpaused");
  await admin.query(`create function sync_write_records(
      r sync_runs, p_records jsonb, p_at timestamptz, out inserted bigint, out updated bigint, out bad bigint
    ) language plpgsql as $$
    declare w record;
    begin
      perform pg_advisory_xact_lock_shared(${pauseKey});
      w := sync_write_records_unpaused(r, p_records, p_at);
      inserted := w.inserted; updated := w.updated; bad := w.bad;
    end $$`);
}

/** Stops every commit at the pause until the returned function is called. */
export async function holdPause(session: Client): Promise<() => Promise<void>> {
  await session.query("select pg_advisory_lock($1)", [pauseKey]);
  return async () => {
    await session.query("select pg_advisory_unlock($1)", [pauseKey]);
  };
}

/** Replaces text in a function of the database: a seeded defect. Fails when the text is not there. */
export async function patchFunction(admin: Client, name: string, from: string, to: string): Promise<void> {
  const { rows } = await admin.query<{ source: string }>("select pg_get_functiondef($1::regproc) as source", [name]);
  const source = (rows[0] as { source: string }).source;
  if (!source.includes(from)) throw new Error(`${name} does not contain: ${from}`);
  await admin.query(source.replaceAll(from, to));
}
