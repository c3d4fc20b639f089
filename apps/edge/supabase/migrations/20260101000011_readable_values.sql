-- Generated from packages/store/migrations/0011-readable-values.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0011-readable-values') then
    raise exception '0011-readable-values has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0011-readable-values', '99d48e3fd0cb003dda33d7d4d2beccab01fb25a4a6453846da459adc15e1ec57');
end
$$;

-- What nobody could read again is refused at the door: years and numbers beyond what JSON's readers know.

create or replace function public.sync_start_problem(
  p_source text, p_account text, p_mode text, p_window_start timestamptz, p_window_end timestamptz,
  p_on_conflict text, p_resume_from uuid, p_worker text
) returns text
language sql volatile set search_path = pg_catalog as $$
  select case
    when length(p_source) between 1 and 200 is not true then 'source: a name of 1 to 200 characters'
    when length(p_account) between 1 and 200 is not true then 'account: a name of 1 to 200 characters'
    when p_mode in ('today', '7d', 'month', 'full', 'range') is not true then 'mode: today, 7d, month, full or range'
    when p_on_conflict in ('reject', 'attach', 'restart') is not true then 'onConflict: reject, attach or restart'
    when p_worker is not null and length(p_worker) not between 1 and 200 then 'worker: an id of 1 to 200 characters'
    when least(p_window_start, p_window_end) < '0001-01-01 00:00:00+00' then 'window: in the years 1 to 9999'
    when p_resume_from is not null then null
    when p_mode = 'range' and p_window_start is null and p_window_end is null then 'mode: range needs a window'
    when p_window_start >= least(p_window_end, public.sync_now()) then 'window: the start lies before the end, and in the past'
  end
$$;

create or replace function public.sync_commit(
  p_run_id uuid, p_fence bigint, p_worker text, p_seq bigint, p_records jsonb, p_checkpoint jsonb, p_total bigint default null
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.sync_runs;
  s record;
  w record;
  e jsonb;
  v_at timestamptz;
  v_problem text := case
    when p_fence between 0 and 9007199254740991 is not true then 'fence'
    when length(p_worker) between 1 and 200 is not true then 'worker'
    when p_seq between 1 and 9007199254740991 is not true then 'seq'
    when p_total not between 0 and 9007199254740991 then 'total'
    when jsonb_typeof(p_records) is distinct from 'array' then 'records: an array'
  end;
begin
  if v_problem is not null then
    return jsonb_build_object('applied', false, 'reason', 'invalid', 'detail', v_problem, 'run', null,
      'inserted', 0, 'updated', 0, 'unchanged', 0);
  end if;
  -- The lock is held until the rows are committed: nobody can cancel between this check and the page's last row.
  select * into r from public.sync_runs where id = p_run_id for no key update;
  if not found then
    return jsonb_build_object('applied', false, 'reason', 'not_found', 'run', null, 'inserted', 0, 'updated', 0, 'unchanged', 0);
  end if;
  v_at := public.sync_now();
  e := jsonb_build_object('type', 'COMMIT', 'fence', p_fence, 'worker', p_worker, 'seq', p_seq,
    'checkpoint', coalesce(p_checkpoint, 'null'), 'fetched', jsonb_array_length(p_records),
    'inserted', 0, 'updated', 0, 'unchanged', 0);
  if p_total is not null then
    e := e || jsonb_build_object('total', p_total);
  end if;
  s := public.sync_step(r, e, v_at);
  if s.reason is not null then
    if s.reason = 'fenced' then
      perform public.sync_note(r, r, e, v_at, s.reason);
    end if;
    return jsonb_build_object('applied', false, 'reason', s.reason, 'run', to_jsonb(r), 'inserted', 0, 'updated', 0, 'unchanged', 0);
  end if;
  w := public.sync_write_records(r, p_records, v_at);
  if w.bad > 0 then
    return jsonb_build_object('applied', false, 'reason', 'invalid', 'detail', 'records: each has object, id and data',
      'run', to_jsonb(r), 'inserted', 0, 'updated', 0, 'unchanged', 0);
  end if;
  e := e || jsonb_build_object('inserted', w.inserted, 'updated', w.updated,
    'unchanged', jsonb_array_length(p_records) - w.inserted - w.updated);
  s := public.sync_step(r, e, v_at);
  perform public.sync_put(s.next);
  perform public.sync_note(r, s.next, e, v_at);
  return jsonb_build_object('applied', true, 'reason', null, 'run', to_jsonb(s.next),
    'inserted', e -> 'inserted', 'updated', e -> 'updated', 'unchanged', e -> 'unchanged');
end
$$;
