import { instant } from "@sincro/machine/schema";
import type { Pool } from "pg";
import type { StoredRecord } from "../conformance/index.ts";
import type { Scope } from "../port.ts";

/** Makes a database as new. */
export async function emptyTables(pool: Pool): Promise<void> {
  await pool.query(
    "truncate public.sync_runs, public.sync_run_events, public.sync_records, public.sync_run_pages, public.sync_buckets, public.sync_schedules, public.sync_alerts",
  );
  await pool.query("update public.sync_sweeper set swept_at = null, pruned_at = null");
}

/** The records of a scope, as the conformance suite compares them. */
export async function storedRecords(pool: Pool, { source, account }: Scope): Promise<readonly StoredRecord[]> {
  const found = await pool.query<{ record: StoredRecord }>(
    `select to_jsonb(t) as record from (
       select object, external_id, data, updated_at, run_id from public.sync_records
       where source = $1 and account = $2 order by object, external_id
     ) t`,
    [source, account],
  );
  return found.rows.map(({ record }) => ({
    ...record,
    updated_at: record.updated_at === null ? null : instant.parse(record.updated_at),
  }));
}

/** The ids of the records of a scope that are marked as missing, in order. */
export async function missingRecords(pool: Pool, { source, account }: Scope): Promise<readonly string[]> {
  const found = await pool.query<{ external_id: string }>(
    `select external_id from public.sync_records
     where source = $1 and account = $2 and missing_at is not null order by object, external_id`,
    [source, account],
  );
  return found.rows.map((row) => row.external_id);
}
