-- Generated from packages/store/migrations/0014-missing.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0014-missing') then
    raise exception '0014-missing has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0014-missing', '05dafd778e72df08252b918e2f23c17533b3f5c87b55450db083a319bcfb2d69');
end
$$;

-- What a run since ever did not see is no longer at the provider: it is marked, never deleted.

create table public.sync_run_pages (
  run_id uuid not null,
  seq bigint not null,
  seen bigint[] not null,
  primary key (run_id, seq)
);
-- Hashes do not compress: trying costs more than the page.
alter table public.sync_run_pages alter column seen set storage external;
comment on table public.sync_run_pages is 'What the pages of runs since ever showed, until the run is over: a hash of object and id for each record.';

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
  -- What a run since ever sees, changed or not: what it did not see is no longer at the provider.
  if r.mode = 'full' and r.window_start is null and not r.dry_run then
    insert into public.sync_run_pages (run_id, seq, seen)
    select r.id, p_seq, coalesce(array_agg(hashtextextended(g.id, hashtextextended(g.object, 0))), '{}')
    from jsonb_to_recordset(p_records) as g (object text, id text);
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

create or replace function public.sync_mark_missing(
  p_run_id uuid, p_fence bigint, p_worker text, p_objects text[], p_limit integer default 10000
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.sync_runs;
  v_at timestamptz;
  v_chain uuid[];
  v_began timestamptz;
  v_whole boolean;
  v_gone bigint := 0;
  v_marked bigint := 0;
  v_reason text;
  v_problem text := case
    when p_fence between 0 and 9007199254740991 is not true then 'fence'
    when length(p_worker) between 1 and 200 is not true then 'worker'
    when p_objects is null then 'objects: an array'
    when p_limit between 1 and 100000 is not true then 'limit: 1 to 100,000'
  end;
begin
  if v_problem is not null then
    return jsonb_build_object('applied', false, 'reason', 'invalid', 'detail', v_problem, 'marked', 0, 'more', false);
  end if;
  -- As in a commit: nobody can take the run away between this check and the last mark.
  select * into r from public.sync_runs where id = p_run_id for no key update;
  v_reason := case
    when not found then 'not_found'
    when (r.fence = p_fence and r.last_worker = p_worker) is not true then 'fenced'
    when public.sync_is_terminal(r.status) then 'terminal'
    when r.status <> 'running' then 'illegal'
  end;
  if v_reason is not null then
    return jsonb_build_object('applied', false, 'reason', v_reason, 'marked', 0, 'more', false);
  end if;
  v_at := public.sync_now();
  -- The run and those that it goes on from. Only where each page of each of them is known, from the first one's
  -- beginning on, is "not seen" a word about the provider: not after a prune, nor in a run that older code began.
  with recursive chain as (
    select r.id as id, r.resumed_from as resumed_from
    union
    select o.id, o.resumed_from from public.sync_runs o join chain c on o.id = c.resumed_from
  )
  select array_agg(o.id), min(o.started_at),
    count(*) filter (where o.resumed_from is null) = 1 and sum(o.commit_seq) > 0 and bool_and(
      o.mode = 'full' and o.window_start is null and not o.dry_run
      and o.commit_seq = (select count(*) from public.sync_run_pages p where p.run_id = o.id)
      and exists (select from public.sync_run_events h where h.run_id = o.id and h.event = 'START' and h.applied and h.fence > 0))
  into v_chain, v_began, v_whole
  from public.sync_runs o join chain c on c.id = o.id;
  if v_whole then
    -- What was written since the beginning (a push) is newer than the lists. Records and what was seen are grouped, not
    -- joined: without statistics of a young table a planner would compare each with each.
    with gone as (
      select min(u.object) as object, min(u.id) as id
      from (
        select hashtextextended(t.external_id, hashtextextended(t.object, 0)), t.object, t.external_id
        from public.sync_records t
        where t.source = r.source and t.account = r.account and t.object = any (p_objects)
          and t.missing_at is null and t.synced_at < v_began
        union all
        select unnest(p.seen), null, null from public.sync_run_pages p where p.run_id = any (v_chain)
      ) u (hash, object, id)
      group by u.hash having count(*) = count(u.object)
      order by object, id limit p_limit
    ), locked as (
      -- In key order, as pages are written; and as they are then, for somebody may have written them meanwhile.
      select t.object, t.external_id from public.sync_records t join gone g on g.object = t.object and g.id = t.external_id
      where t.source = r.source and t.account = r.account and t.missing_at is null and t.synced_at < v_began
      order by t.object, t.external_id for no key update of t
    ), marked as (
      update public.sync_records t set missing_at = v_at from locked l
      where t.source = r.source and t.account = r.account and t.object = l.object and t.external_id = l.external_id
      returning t.object
    )
    select (select count(*) from gone), (select count(*) from marked) into v_gone, v_marked;
  end if;
  if v_gone < p_limit then
    delete from public.sync_run_pages where run_id = any (v_chain);
  end if;
  return jsonb_build_object('applied', true, 'reason', null, 'marked', v_marked, 'more', v_gone = p_limit);
end
$$;
comment on function public.sync_mark_missing is 'Marks the records of these objects that a run since ever, whose pages are over, did not see: { applied, reason, marked, more }. Asked again while there is more.';

create or replace function public.sync_prune(p_keep interval) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_pruned bigint;
  v_before timestamptz := public.sync_now() - p_keep;
begin
  if p_keep is null or p_keep < interval '0' then
    raise exception 'sync_prune: keep is an interval of zero or more' using errcode = '22023';
  end if;
  with newest as (
    -- The newest of each scope that can be resumed, and the newest that was completed: what is up to date until when.
    select distinct on (source, account, public.sync_is_resumable(status)) id from public.sync_runs
    where public.sync_is_terminal(status)
    order by source, account, public.sync_is_resumable(status), started_at desc, id desc
  ), pruned as (
    delete from public.sync_runs
    where public.sync_is_terminal(status) and completed_at < public.sync_now() - p_keep
      and id not in (select id from newest)
    returning id
  ), forgotten as (
    delete from public.sync_run_events where run_id in (select id from pruned)
  )
  select count(*) into v_pruned from pruned;
  -- What a run saw is of use while it is active, or may still be resumed, and to those that go on from it. Who resumes a
  -- run that ended longer ago than this marks nothing.
  with recursive useful as (
    select id, resumed_from from public.sync_runs
    where public.sync_is_active(status) or (public.sync_is_resumable(status) and completed_at >= v_before)
    union
    select o.id, o.resumed_from from public.sync_runs o join useful u on o.id = u.resumed_from
  )
  delete from public.sync_run_pages where run_id not in (select id from useful);
  -- Buckets that nobody has taken from for as long: they are as new.
  delete from public.sync_buckets b using (
    select source, account, bucket from public.sync_buckets
    where greatest(rests_until, (select max(upper(lane)) from unnest(taken) as lane)) < public.sync_now() - p_keep
    order by source, account, bucket for update skip locked
  ) idle
  where b.source = idle.source and b.account = idle.account and b.bucket = idle.bucket;
  return jsonb_build_object('pruned', v_pruned);
end
$$;

alter table public.sync_run_pages enable row level security;

do $$
declare
  v_function regprocedure := 'public.sync_mark_missing(uuid, bigint, text, text[], integer)'::regprocedure;
begin
  execute format('revoke all on function %s from public', v_function);
  if exists (select from pg_roles where rolname = 'service_role') then
    execute format('grant execute on function %s to service_role', v_function);
    grant select, insert, update, delete on public.sync_run_pages to service_role;
  end if;
  if exists (select from pg_roles where rolname = 'authenticated') then
    execute format('revoke all on function %s from anon, authenticated', v_function);
    revoke all on public.sync_run_pages from anon, authenticated;
  end if;
end
$$;
