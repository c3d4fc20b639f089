import type { ClientBase } from "pg";
import { table } from "../quoted.ts";
import type { AdoptedRow } from "./adopted-row.ts";

/** Writes what rows become. The older values are taken from the row itself: no number or time passes through anybody. */
export const updateRows = `
update ${table} r set
  source = n.source, account = n.account, status = n.status, started_at = n.started_at, completed_at = n.completed_at,
  ended_by = n.ended_by,
  total_fetched = coalesce(n.total_fetched, r.total_fetched),
  total_inserted = coalesce(n.total_inserted, r.total_inserted),
  total_updated = coalesce(n.total_updated, r.total_updated),
  total_skipped = coalesce(n.total_skipped, r.total_skipped),
  checkpoint = case n.cursor when 'stays' then r.checkpoint when 'read' then n.checkpoint end,
  error_code = n.error_code, error_message = coalesce(n.error_message, r.error_message), dry_run = n.dry_run,
  mode = n.mode, window_start = n.window_start, window_end = n.window_end, deadline_at = n.deadline_at,
  heartbeat_at = n.heartbeat_at, progress_at = n.progress_at, updated_at = n.updated_at, version = 1,
  metadata = case when 'metadata' = any (n.keep) or r.metadata is null then '{}' else r.metadata end
    || case when cardinality(n.keep) = 0 and n.note is null then '{}' else jsonb_build_object('legacy',
      coalesce((select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(r)) where key = any (n.keep)), '{}')
        || case when n.note is null then '{}' else jsonb_build_object('note', n.note) end) end
from jsonb_to_recordset($1) as n (id uuid, source text, account text, status text, started_at timestamptz,
  completed_at timestamptz, ended_by text, total_fetched bigint, total_inserted bigint, total_updated bigint,
  total_skipped bigint, cursor text, checkpoint jsonb, error_code text, error_message text, dry_run boolean, mode text,
  window_start timestamptz, window_end timestamptz, deadline_at timestamptz, heartbeat_at timestamptz,
  progress_at timestamptz, updated_at timestamptz, keep text[], note text)
where r.id = n.id;`;

/** The history of what was changed, and of what is at work: that an older run began, and as what it was taken over. */
export const insertHistory = `
insert into public.sync_run_events (run_id, at, event, to_status, applied, fence, actor_kind, actor, detail)
select id, public.sync_now(), 'START', status, true, 0, 'sql', 'sincro adopt',
  jsonb_strip_nulls(jsonb_build_object('status', metadata -> 'legacy' -> 'status', 'note', metadata -> 'legacy' -> 'note'))
from ${table} where metadata -> 'legacy' ? 'status' or public.sync_is_active(status) order by id;`;

/** Writes some rows. */
export async function writeRows(client: Pick<ClientBase, "query">, rows: readonly AdoptedRow[]): Promise<void> {
  const { rowCount } = await client.query(updateRows, [JSON.stringify(rows)]);
  if (rowCount !== rows.length) throw new Error(`${rows.length} rows were to be adopted, ${rowCount} were found`);
}
