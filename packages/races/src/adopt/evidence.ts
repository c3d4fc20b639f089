import type { Client } from "pg";
import { type DirtyRow, type DirtyTable, ddlOf } from "./dirty.ts";

/** Makes the older table anew, in a database that is the test's alone, with the rows in it. */
export async function layOut(client: Client, table: DirtyTable, rows: readonly DirtyRow[]): Promise<void> {
  await client.query("drop schema if exists evidence cascade; drop schema public cascade; create schema public");
  await client.query(ddlOf(table));
  await client.query(
    "insert into public.sync_runs select (jsonb_populate_record(null::public.sync_runs, one)).* from jsonb_array_elements($1::jsonb) one",
    [JSON.stringify(rows)],
  );
  if (table.isReferenced && table.key !== "")
    await client.query("insert into public.imports select id, row_number() over () from public.sync_runs");
}

/** Keeps what the table holds, where no adoption looks. */
export async function keepEvidence(client: Client): Promise<void> {
  await client.query(`
    set timezone = 'UTC';
    create schema evidence;
    create table evidence.before as select lower(id::text)::uuid as id, to_jsonb(r) as row from public.sync_runs r;
    create index on evidence.before (id);
    analyze evidence.before;
  `);
}

const readable = (time: string) => `(${time})::timestamptz between '0001-01-01+00' and '9999-12-30+00'`;
const ended =
  "lower(btrim(b.row ->> 'status')) in ('completed', 'completed_with_errors', 'failed', 'error', 'cancelled', 'canceled', 'stale')";
const counters = ["fetched", "inserted", "updated", "skipped"].map((name) => `total_${name}`);

/** What an adopted table owes to what was there; each answers rows that are wrong. */
const promises: Readonly<Record<string, string>> = {
  "the same runs": `
    select id from (select id from evidence.before union all select id from public.sync_runs) u group by id having count(*) <> 2`,
  "a status that the machine knows": `
    select id from public.sync_runs where status is null
      or status not in ('running', 'continuing', 'completed', 'failed', 'cancelled', 'stale')`,
  "ended runs keep their times": `
    select id from evidence.before b join public.sync_runs r using (id) where ${ended} and (
      (${readable("b.row ->> 'started_at'")} and r.started_at <> (b.row ->> 'started_at')::timestamptz)
      or (${readable("b.row ->> 'completed_at'")} and r.completed_at is distinct from (b.row ->> 'completed_at')::timestamptz))`,
  "ended runs keep their counters": `
    select id from evidence.before b join public.sync_runs r using (id) where ${ended} and (${counters
      .map((name) => `r.${name} <> greatest(coalesce((b.row ->> '${name}')::bigint, 0), 0)`)
      .join(" or ")})`,
  "what ended well still does, and nothing else": `
    select id from evidence.before b join public.sync_runs r using (id)
    where (r.status = 'completed') <> coalesce(lower(btrim(b.row ->> 'status')) in ('completed', 'completed_with_errors'), false)`,
  "one active run of a scope at most": `
    select source from public.sync_runs where status in ('running', 'continuing') group by source, account having count(*) > 1`,
  "an active run was heard of within ten minutes, and nobody of its scope since": `
    select id from public.sync_runs r where status in ('running', 'continuing')
      and (deadline_at <= progress_at or heartbeat_at < now() - 12 * interval '1 minute' or completed_at is not null)`,
  "no value is lost": `
    select b.id from evidence.before b join public.sync_runs r using (id), jsonb_each(b.row) o,
      lateral (select case when r.metadata -> 'legacy' ? o.key then r.metadata -> 'legacy' -> o.key
        when o.key = 'metadata' then r.metadata - 'legacy' else to_jsonb(r) -> o.key end as value) n
    where case
      when n.value is null then true
      when o.key = 'id' then lower(o.value #>> '{}') <> lower(n.value #>> '{}')
      when o.key like '%\\_at' then (o.value #>> '{}')::timestamptz is distinct from (n.value #>> '{}')::timestamptz
      -- An error message that was not there says now what happened.
      when o.key = 'error_message' and o.value = 'null' then false
      else o.value <> n.value end`,
  "a run that can be resumed has a cursor of ours, or none": `
    select id from public.sync_runs where status in ('failed', 'cancelled', 'stale')
      and checkpoint is not null and (checkpoint ->> 'v' is distinct from '2' and error_code is distinct from 'checkpoint_invalid')`,
  "what was changed has a history": `
    select id from evidence.before b join public.sync_runs r using (id)
    where (b.row ->> 'status' is distinct from r.status)
      and not exists (select from public.sync_run_events e where e.run_id = id and e.to_status = r.status)`,
};

/** The promises that do not hold, with the first runs that show it. */
export async function brokenPromises(client: Client): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const [promise, sql] of Object.entries(promises)) {
    const { rows } = await client.query(`select * from (${sql}) wrong limit 3`);
    if (rows.length > 0) broken.push(`${promise}: ${rows.map((row) => Object.values(row as object)[0]).join(", ")}`);
  }
  return broken;
}

/** Everything in the tables, row for row. */
export async function fingerprint(client: Client): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(`
    select md5(concat(
      (select md5(string_agg(to_jsonb(r)::text, ',' order by id)) from public.sync_runs r),
      (select md5(string_agg(to_jsonb(e)::text, ',' order by run_id, n)) from public.sync_run_events e),
      (select md5(string_agg(to_jsonb(m)::text, ',' order by name)) from public.sync_migrations m))) as hash`);
  return rows[0]?.hash as string;
}
