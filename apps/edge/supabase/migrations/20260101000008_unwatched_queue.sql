-- Generated from packages/store/migrations/0008-unwatched-queue.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0008-unwatched-queue') then
    raise exception '0008-unwatched-queue has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0008-unwatched-queue', '163b2f01c5d4ddd15338e2dd5c3b9956cb347def34bd3f2484384eae0e4f67e7');
end
$$;

-- That nobody took a run says something only where somebody watched: for as long as a run must have been due before it
-- is let go. After everything was off, the watch begins anew with the first sweep.

alter table public.sync_sweeper add column if not exists watched_since timestamptz;
comment on column public.sync_sweeper.watched_since is 'The first of the sweeps that followed each other without a gap of sincro.no_worker_ms.';

create or replace function public.sync_expire(p_run_id uuid, p_release boolean) returns public.sync_runs
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.sync_runs;
  s record;
  e jsonb;
  v_at timestamptz;
  v_lately timestamptz;
  v_sweeper public.sync_sweeper;
begin
  select * into r from public.sync_runs where id = p_run_id for no key update skip locked;
  v_at := public.sync_now();
  if not found or not public.sync_is_active(r.status) or r.deadline_at > v_at then
    return null;
  end if;
  v_lately := v_at - public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond';
  -- The sweep that is under way writes its time when it is done: this is what was before it.
  select * into v_sweeper from public.sync_sweeper;
  e := jsonb_build_object('type', 'EXPIRE', 'queueMoves',
    exists (select from public.sync_runs o
            where o.source = r.source and public.sync_is_active(o.status) and o.heartbeat_at > v_lately)
    or exists (select from public.sync_runs o
               where o.source = r.source and o.completed_at > v_lately and o.heartbeat_at > v_lately)
    -- Nobody watched: no sweeps for that long, nor a look so long ago by one who does not sweep (a start, at its scope).
    or not (
      coalesce(v_sweeper.swept_at > v_lately and v_sweeper.watched_since <= v_lately, false)
      or exists (select from public.sync_run_events h
                 where h.run_id = r.id and h.event = 'EXPIRE' and h.applied and h.at <= v_lately
                   and h.at > greatest(v_sweeper.swept_at, coalesce(r.due_at, r.started_at)))));
  if p_release then
    e := e || '{"release": true}';
  end if;
  s := public.sync_step(r, e, v_at);
  if s.reason is not null then
    return null;
  end if;
  perform public.sync_put(s.next);
  perform public.sync_note(r, s.next, e, v_at);
  return s.next;
end
$$;

create or replace function public.sync_sweep(p_release boolean default false) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_id uuid;
  r public.sync_runs;
  v_at timestamptz := public.sync_now();
  v_expired jsonb := '[]';
  v_released jsonb := '[]';
begin
  for v_id in
    select id from public.sync_runs where public.sync_is_active(status) and deadline_at <= v_at order by id
  loop
    r := public.sync_expire(v_id, p_release);
    if r.status = 'stale' then
      v_released := v_released || to_jsonb(r);
    elsif r.id is not null then
      v_expired := v_expired || to_jsonb(r);
    end if;
  end loop;
  v_at := public.sync_now();
  update public.sync_sweeper set swept_at = v_at, watched_since = case
    when swept_at > v_at - public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond'
    then coalesce(watched_since, v_at) else v_at end
  where swept_at is null or swept_at < v_at;
  return jsonb_build_object('expired', v_expired, 'released', v_released, 'due', (
    select coalesce(jsonb_agg(to_jsonb(d) order by d.due_at, d.id), '[]') from public.sync_runs d
    where public.sync_is_active(d.status) and d.worker is null and d.due_at <= public.sync_now()
  ));
end
$$;
