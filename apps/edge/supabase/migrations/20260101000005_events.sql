-- Generated from packages/store/migrations/0005-events.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0005-events') then
    raise exception '0005-events has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0005-events', '59364544499ccf14ea6df1324c16cd1904f10ebed42152f83806c268db1d88c0');
end
$$;

-- What happens to a run: events, pages, cancels.

create or replace function public.sync_send(p_run_id uuid, p_event jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_problem text := public.sync_event_problem(p_event);
  r public.sync_runs;
  s record;
  v_at timestamptz;
begin
  if v_problem is not null then
    return jsonb_build_object('applied', false, 'reason', 'invalid', 'detail', v_problem, 'run', null);
  end if;
  select * into r from public.sync_runs where id = p_run_id for no key update;
  if not found then
    return jsonb_build_object('applied', false, 'reason', 'not_found', 'run', null);
  end if;
  -- After the lock: a moment read before it could lie before the last writer's.
  v_at := public.sync_now();
  s := public.sync_step(r, p_event, v_at);
  if s.reason is not null then
    if s.reason = 'fenced' then
      perform public.sync_note(r, r, p_event, v_at, s.reason);
    end if;
    return jsonb_build_object('applied', false, 'reason', s.reason, 'run', to_jsonb(r));
  end if;
  perform public.sync_put(s.next);
  if p_event ->> 'type' <> 'BEAT' then
    perform public.sync_note(r, s.next, p_event, v_at);
  end if;
  return jsonb_build_object('applied', true, 'reason', null, 'run', to_jsonb(s.next));
end
$$;
comment on function public.sync_send is 'Sends CLAIM, BEAT, YIELD, COMPLETE, FAIL, CANCEL or STOPPED to a run: { applied, reason, run }. A refusal is an answer and changes nothing.';

-- Writes a page's records, only those whose content changed, never an older version over a newer one; in key order,
-- because two runs that upsert in opposite orders deadlock. Of an object that a page holds twice the newest wins.
create or replace function public.sync_write_records(
  r public.sync_runs, p_records jsonb, p_at timestamptz, out inserted bigint, out updated bigint, out bad bigint
)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  with given as materialized (
    select distinct on (g.object, g.id) g.object, g.id, g."updatedAt" as updated_at, g.data, md5(g.data::text)::uuid as hash
    from rows from (jsonb_to_recordset(p_records) as (object text, id text, "updatedAt" timestamptz, data jsonb))
      with ordinality as g (object, id, "updatedAt", data, place)
    order by g.object, g.id, g."updatedAt" desc nulls last, g.place desc
  ), faulty as (
    select count(*) as n from given where object is null or id is null or data is null
  ), written as (
    insert into public.sync_records as t
      (source, account, object, external_id, data, updated_at, hash, run_id, synced_at)
    select r.source, r.account, g.object, g.id, g.data, g.updated_at, g.hash, r.id, p_at
    from given g
    where not r.dry_run and (select n from faulty) = 0
    order by g.object, g.id
    on conflict (source, account, object, external_id) do update set
      data = excluded.data,
      updated_at = coalesce(excluded.updated_at, t.updated_at),
      hash = excluded.hash,
      run_id = excluded.run_id,
      synced_at = excluded.synced_at,
      missing_at = null
    where (t.hash <> excluded.hash or t.missing_at is not null)
      and (excluded.updated_at < t.updated_at) is not true
    returning xmax = 0 as fresh
  ), rehearsed as (
    select t.hash is null as fresh
    from given g
    left join public.sync_records t
      on t.source = r.source and t.account = r.account and t.object = g.object and t.external_id = g.id
    where r.dry_run and (select n from faulty) = 0
      and (t.hash is null or t.hash <> g.hash or t.missing_at is not null)
      and (g.updated_at < t.updated_at) is not true
  ), counted as (
    select fresh from written union all select fresh from rehearsed
  )
  select count(*) filter (where fresh), count(*) filter (where not fresh), (select n from faulty)
  into inserted, updated, bad from counted;
end
$$;
comment on function public.sync_write_records is 'Upserts a page''s records and counts them; a dry run only counts.';

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
    when p_fence is null then 'fence'
    when p_worker is null then 'worker'
    when p_seq is null or p_seq < 1 then 'seq'
    when p_total < 0 then 'total'
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
comment on function public.sync_commit is 'Commits one page: records, counters, cursor, history and deadline together, or nothing. { applied, reason, run, inserted, updated, unchanged }';

create or replace function public.sync_cancel(p_filter jsonb, p_actor text, p_reason text default null) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_id uuid;
  r public.sync_runs;
  s record;
  e jsonb;
  v_at timestamptz;
  v_receipt jsonb := '[]';
  v_problem text := case
    when jsonb_typeof(p_filter) is distinct from 'object' or p_filter = '{}'
      or p_filter - array['runId', 'groupId', 'source', 'account', 'all'] <> '{}'
      then 'filter: {"runId":…}, {"groupId":…}, {"source":…,"account":…} or {"all":true}'
    when p_filter ? 'account' and not p_filter ? 'source' then 'filter: account goes with source'
    when p_filter ? 'all' and p_filter <> '{"all": true}' then 'filter: all stands alone and is true'
    when length(p_actor) between 1 and 200 is not true then 'actor: who cancels, 1 to 200 characters'
    when length(p_reason) > 2000 then 'reason: at most 2,000 characters'
  end;
begin
  if v_problem is not null then
    return jsonb_build_object('reason', 'invalid', 'detail', v_problem, 'cancelled', 0, 'receipt', v_receipt);
  end if;
  e := jsonb_strip_nulls(jsonb_build_object('type', 'CANCEL', 'actor', p_actor, 'reason', p_reason));
  -- In id order, as everybody who writes several runs: opposite orders deadlock.
  for v_id in
    select id from public.sync_runs
    where case when p_filter ? 'runId' then id = (p_filter ->> 'runId')::uuid else public.sync_is_active(status) end
      and (not p_filter ? 'groupId' or group_id = (p_filter ->> 'groupId')::uuid)
      and (not p_filter ? 'source' or source = p_filter ->> 'source')
      and (not p_filter ? 'account' or account = p_filter ->> 'account')
    order by id
  loop
    select * into r from public.sync_runs where id = v_id for no key update;
    v_at := public.sync_now();
    s := public.sync_step(r, e, v_at);
    if s.reason is null then
      perform public.sync_put(s.next);
      perform public.sync_note(r, s.next, e, v_at);
    end if;
    v_receipt := v_receipt || jsonb_build_object(
      'runId', r.id, 'source', r.source, 'account', r.account, 'from', r.status, 'to', (s.next).status,
      'cancelled', s.reason is null, 'totalFetched', r.total_fetched);
  end loop;
  return jsonb_build_object(
    'cancelled', (select count(*) from jsonb_array_elements(v_receipt) t where (t ->> 'cancelled')::boolean),
    'receipt', v_receipt);
end
$$;
comment on function public.sync_cancel is 'Cancels runs and says what became of each: { cancelled, receipt: [{ runId, source, account, from, to, cancelled, totalFetched }] }. From its answer on no worker can write.';
