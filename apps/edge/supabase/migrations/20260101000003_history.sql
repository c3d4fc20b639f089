-- Generated from packages/store/migrations/0003-history.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0003-history') then
    raise exception '0003-history has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0003-history', 'fbd7302177bc994a1173970f98998b2af1426b4b98a7595ef5b5d6c7a55da949');
end
$$;

-- The history of a run, and how code that knows nothing of Sincro meets the machine.

create or replace function public.sync_actor_kind(p_event text, p_actor text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case
    when p_event = 'EXPIRE' then 'system'
    when p_event not in ('START', 'CANCEL') then 'worker'
    when p_actor is null then 'system'
    when p_actor like 'sql:%' then 'sql'
    when p_actor like 'schedule:%' then 'schedule'
    else 'user'
  end
$$;
comment on function public.sync_actor_kind is 'Who is behind an event; a schedule names itself schedule:…, hand-written SQL sql:….';

create or replace function public.sync_note(
  p_before public.sync_runs, p_after public.sync_runs, e jsonb, p_at timestamptz, p_reason text default null
) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_event text := e ->> 'type';
  v_actor text := coalesce(e ->> 'worker', e ->> 'actor');
begin
  insert into public.sync_run_events
    (run_id, at, event, from_status, to_status, applied, reason, fence, actor_kind, actor, seq, records, ms, detail)
  values (
    p_after.id, p_at, v_event, p_before.status, p_after.status, p_reason is null, p_reason,
    case when p_reason is null then p_after.fence else coalesce((e ->> 'fence')::bigint, p_after.fence) end,
    public.sync_actor_kind(v_event, v_actor), v_actor, (e ->> 'seq')::bigint, (e ->> 'fetched')::bigint,
    case when p_reason is null then public.sync_elapsed(p_before, v_event, p_at) end,
    public.sync_detail(e)
  )
  on conflict (run_id, event, actor) where not applied do nothing;
end
$$;
comment on function public.sync_note is 'Appends an event to the history; a fenced worker''s refusals once per kind.';

-- A run that older code inserts itself: fence 0 and no worker say that the machine did not start it. It gets the
-- deadline that older code is used to; when that passes in silence, the sweep takes the run over.
create or replace function public.sync_adopt_insert(new public.sync_runs) returns public.sync_runs
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
begin
  new.fence := 0;
  new.worker := null;
  new.last_worker := null;
  new.claimed_at := null;
  new.slice_until := null;
  new.due_at := null;
  new.version := 1;
  new.updated_at := v_at;
  if public.sync_is_active(new.status) then
    new.progress_at := v_at;
    new.deadline_at := v_at + public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond';
    new.completed_at := null;
  else
    new.deadline_at := null;
    new.completed_at := coalesce(new.completed_at, v_at);
  end if;
  perform public.sync_note(null, new, jsonb_build_object('type', 'START', 'actor', 'sql:' || session_user), v_at);
  return new;
end
$$;
comment on function public.sync_adopt_insert is 'Completes a row that code without Sincro inserted.';

create or replace function public.sync_adopt_update(old public.sync_runs, new public.sync_runs) returns public.sync_runs
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
  v_event text;
begin
  new.version := old.version + 1;
  new.updated_at := v_at;
  new.heartbeat_at := v_at;
  if new.checkpoint is distinct from old.checkpoint then
    new.progress_at := v_at;
  end if;
  if public.sync_is_active(new.status) then
    new.deadline_at := v_at + public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond';
  else
    new.deadline_at := null;
    new.completed_at := coalesce(new.completed_at, v_at);
    new.ended_by := coalesce(new.ended_by, 'sql:' || session_user);
  end if;
  if new.status <> old.status then
    select t.event into v_event from public.sync_transitions t
    where t.from_status = old.status and t.to_status = new.status limit 1;
    perform public.sync_note(old, new, jsonb_build_object('type', v_event, 'actor', 'sql:' || session_user), v_at);
  end if;
  return new;
end
$$;
comment on function public.sync_adopt_update is 'Lets code that inserted its run itself move it, under the machine''s table; its writes count as beats.';
