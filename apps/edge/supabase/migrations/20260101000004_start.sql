-- Generated from packages/store/migrations/0004-start.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0004-start') then
    raise exception '0004-start has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0004-start', '0154528aeea0ed42d7ddcc0900a21b0850f11ae6e571312de1b5898248759c76');
end
$$;

-- Starting, restarting, expiring: what creates runs and what lets them go.

-- EXPIRE for one run. A row that somebody is writing is skipped: a lock is a sign of life.
create or replace function public.sync_expire(p_run_id uuid, p_release boolean) returns public.sync_runs
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.sync_runs;
  s record;
  e jsonb;
  v_at timestamptz;
  v_lately timestamptz;
begin
  select * into r from public.sync_runs where id = p_run_id for no key update skip locked;
  v_at := public.sync_now();
  if not found or not public.sync_is_active(r.status) or r.deadline_at > v_at then
    return null;
  end if;
  v_lately := v_at - public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond';
  e := jsonb_build_object('type', 'EXPIRE', 'queueMoves',
    exists (select from public.sync_runs o
            where o.source = r.source and public.sync_is_active(o.status) and o.heartbeat_at > v_lately)
    or exists (select from public.sync_runs o
               where o.source = r.source and o.completed_at > v_lately and o.heartbeat_at > v_lately));
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
comment on function public.sync_expire is 'Lets the sweep take one run whose deadline has passed; null when it has not, or when somebody is writing it.';

-- What is wrong with a request, in words; null when nothing is.
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
    when p_resume_from is not null then null
    when p_mode = 'range' and p_window_start is null and p_window_end is null then 'mode: range needs a window'
    when p_window_start >= least(p_window_end, public.sync_now()) then 'window: the start lies before the end, and in the past'
  end
$$;

create or replace function public.sync_start(
  p_source text,
  p_account text default 'default',
  p_mode text default 'full',
  p_window_start timestamptz default null,
  p_window_end timestamptz default null,
  p_on_conflict text default 'reject',
  p_request_id uuid default null,
  p_started_by text default null,
  p_group_id uuid default null,
  p_resume_from uuid default null,
  p_worker text default null,
  p_dry_run boolean default false
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_problem text := public.sync_start_problem(p_source, p_account, p_mode, p_window_start, p_window_end, p_on_conflict, p_resume_from, p_worker);
  v_from public.sync_runs;
  r public.sync_runs;
  n public.sync_runs;
  s record;
  e jsonb;
  v_claim jsonb;
  v_at timestamptz;
  v_cancelled jsonb := '[]';
begin
  if v_problem is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', 'invalid', 'detail', v_problem);
  end if;
  if p_on_conflict = 'restart' then
    -- Restarts of a scope go one after another; without this, racing ones end in unique violations.
    perform pg_advisory_xact_lock(hashtextextended('sync:' || p_source || ':' || p_account, 0));
  end if;
  if p_request_id is not null then
    select * into r from public.sync_runs
    where source = p_source and account = p_account and request_id = p_request_id;
    if found then
      return jsonb_build_object('outcome', 'started', 'repeated', true, 'run', to_jsonb(r), 'cancelled', v_cancelled);
    end if;
  end if;
  if p_resume_from is not null then
    select * into v_from from public.sync_runs where id = p_resume_from and source = p_source and account = p_account;
    if not found then
      return jsonb_build_object('outcome', 'refused', 'reason', 'not_found', 'detail', 'resumeFrom: no such run in this scope');
    elsif not public.sync_is_resumable(v_from.status) then
      return jsonb_build_object('outcome', 'refused', 'reason', 'illegal', 'detail', 'resumeFrom: the run is ' || v_from.status);
    end if;
  end if;
  loop
    select * into r from public.sync_runs
    where source = p_source and account = p_account and public.sync_is_active(status);
    if found and r.request_id = p_request_id then
      -- The same request: it was answered after the look above.
      return jsonb_build_object('outcome', 'started', 'repeated', true, 'run', to_jsonb(r), 'cancelled', v_cancelled);
    elsif found and p_on_conflict = 'restart' then
      select * into r from public.sync_runs where id = r.id for no key update;
      continue when not found;
      v_at := public.sync_now();
      e := jsonb_build_object('type', 'CANCEL', 'actor', coalesce(p_started_by, 'restart'), 'reason', 'restarted');
      s := public.sync_step(r, e, v_at);
      if s.reason is null then
        perform public.sync_put(s.next);
        perform public.sync_note(r, s.next, e, v_at);
        v_cancelled := v_cancelled || to_jsonb(s.next);
      end if;
    elsif found then
      n := public.sync_expire(r.id, false);
      r := case when n.id is null then r else n end;
      if public.sync_is_active(r.status) then
        return jsonb_build_object(
          'outcome', case p_on_conflict when 'attach' then 'attached' else 'conflict' end, 'run', to_jsonb(r));
      end if;
    end if;
    v_at := public.sync_now();
    e := jsonb_strip_nulls(jsonb_build_object(
      'type', 'START', 'id', gen_random_uuid(), 'source', p_source, 'account', p_account,
      'mode', case when v_from.id is not null then v_from.mode
                   when p_window_start is not null or p_window_end is not null then 'range' else p_mode end,
      'dryRun', coalesce(p_dry_run, false) or coalesce(v_from.dry_run, false),
      -- A cursor is of no use to another window: a resumed run keeps its own, though it be since ever.
      'windowStart', case when v_from.id is null then p_window_start else v_from.window_start end,
      'windowEnd', case when v_from.id is null then p_window_end else v_from.window_end end,
      'groupId', p_group_id, 'requestId', p_request_id, 'resumedFrom', v_from.id, 'actor', p_started_by));
    if v_from.checkpoint is not null then
      e := e || jsonb_build_object('checkpoint', v_from.checkpoint);
    end if;
    s := public.sync_step(null::public.sync_runs, e, v_at);
    n := s.next;
    if p_worker is not null then
      v_claim := jsonb_build_object('type', 'CLAIM', 'worker', p_worker);
      s := public.sync_step(n, v_claim, v_at);
    end if;
    if public.sync_insert(s.next) then
      perform public.sync_note(null, n, e, v_at);
      if p_worker is not null then
        perform public.sync_note(n, s.next, v_claim, v_at);
      end if;
      return jsonb_build_object('outcome', 'started', 'repeated', false, 'run', to_jsonb(s.next), 'cancelled', v_cancelled);
    end if;
    -- Somebody started first, in this scope or with this request id: look again.
    if p_request_id is not null then
      select * into r from public.sync_runs
      where source = p_source and account = p_account and request_id = p_request_id;
      if found then
        return jsonb_build_object('outcome', 'started', 'repeated', true, 'run', to_jsonb(r), 'cancelled', v_cancelled);
      end if;
    end if;
  end loop;
end
$$;
comment on function public.sync_start is 'Starts a run of a scope, or answers the active one: { outcome: started | attached | conflict | refused, run }. The same request id answers the same run; with p_worker the run is claimed in the same transaction.';

create or replace function public.sync_restart(
  p_source text,
  p_account text default 'default',
  p_mode text default 'full',
  p_window_start timestamptz default null,
  p_window_end timestamptz default null,
  p_on_conflict text default 'restart',
  p_request_id uuid default null,
  p_started_by text default null,
  p_group_id uuid default null,
  p_resume_from uuid default null,
  p_worker text default null,
  p_dry_run boolean default false
) returns jsonb
language sql set search_path = pg_catalog, public, pg_temp as $$
  select public.sync_start(p_source, p_account, p_mode, p_window_start, p_window_end, 'restart', p_request_id,
    p_started_by, p_group_id, p_resume_from, p_worker, p_dry_run)
$$;
comment on function public.sync_restart is 'Cancels the active run of the scope and starts, in one transaction: { outcome, cancelled, run }.';
