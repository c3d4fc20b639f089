-- That nobody took a run says something only while somebody watches. After everything was off, the first look calls for
-- a worker and grants the usual grace; a second look that finds nobody lets the run go.

create or replace function public.sync_expire(p_run_id uuid, p_release boolean) returns public.sync_runs
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.sync_runs;
  s record;
  e jsonb;
  v_at timestamptz;
  v_lately timestamptz;
  v_swept timestamptz;
begin
  select * into r from public.sync_runs where id = p_run_id for no key update skip locked;
  v_at := public.sync_now();
  if not found or not public.sync_is_active(r.status) or r.deadline_at > v_at then
    return null;
  end if;
  v_lately := v_at - public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond';
  -- The sweep that is under way writes its time when it is done: this is the one before it.
  select coalesce(swept_at, '-infinity') into v_swept from public.sync_sweeper;
  e := jsonb_build_object('type', 'EXPIRE', 'queueMoves',
    exists (select from public.sync_runs o
            where o.source = r.source and public.sync_is_active(o.status) and o.heartbeat_at > v_lately)
    or exists (select from public.sync_runs o
               where o.source = r.source and o.completed_at > v_lately and o.heartbeat_at > v_lately)
    -- Nobody swept, nor looked at this run since the last sweep (a start looks at its scope, too).
    or (v_swept <= v_lately and not exists (
      select from public.sync_run_events h
      where h.run_id = r.id and h.event = 'EXPIRE' and h.applied and h.at >= v_swept)));
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
