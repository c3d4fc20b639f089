-- Generated from packages/store/migrations/0022-live.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0022-live') then
    raise exception '0022-live has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0022-live', 'd218b7f512c41370be1b65117be81cd12807fa3fa6d5ae78e8b810fb237f2c95');
end
$$;

-- Live updates on Supabase: what changes in a run is broadcast from the database, on the private topic `sincro:runs`,
-- which only operators may hear. Only where Supabase Realtime is; elsewhere this makes nothing but its functions, and
-- the page follows the server-sent events of its server.

-- A run in the words of every answer: the columns that a project added to the table are not for the page. One whose
-- checkpoint or metadata is too large to be sent at every page is told by its id and version: whoever hears it reads it.
create or replace function public.sync_live_payload(p_run public.sync_runs) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when octet_length(r.run::text) <= 16384 then jsonb_build_object('run', r.run)
    else jsonb_build_object('id', p_run.id, 'version', p_run.version)
  end || jsonb_build_object('now', public.sync_now())
  from (select jsonb_object_agg(c.name, c.value) as run from jsonb_each(to_jsonb(p_run)) c (name, value) where c.name = any (array[
    'id', 'source', 'account', 'status', 'mode', 'dry_run', 'window_start', 'window_end', 'group_id', 'request_id',
    'resumed_from', 'started_at', 'started_by', 'completed_at', 'ended_by', 'stopped_at', 'total_fetched',
    'total_inserted', 'total_updated', 'total_skipped', 'total_expected', 'checkpoint', 'error_code',
    'error_message', 'metadata', 'fence', 'worker', 'last_worker', 'slice', 'slice_pages', 'claimed_at',
    'slice_until', 'deadline_at', 'due_at', 'yield_reason', 'commit_seq', 'silences', 'attempts', 'heartbeat_at',
    'progress_at', 'updated_at', 'version'
  ])) r
$$;
comment on function public.sync_live_payload is 'What is broadcast of a run: { run, now }, or { id, version, now } where the row has more than 16 kB.';

-- A run goes on whatever becomes of its broadcast: nothing that Realtime does wrong is the run's fault, and a lock that
-- Realtime holds for longer than a moment (its maintenance drops old partitions) is not waited for.
create or replace function public.sync_broadcast() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '100ms' as $$
begin
  if tg_op = 'UPDATE' and new.version = old.version then
    return null;
  end if;
  perform realtime.send(public.sync_live_payload(new), 'run', 'sincro:runs', true);
  return null;
exception when others then
  raise warning 'the change of run % could not be broadcast: %', new.id, sqlerrm;
  return null;
end
$$;
comment on function public.sync_broadcast is 'Tells operators of a run''s change, through Supabase Realtime.';

-- The policies hold beside a project's own. A permissive one of theirs for every topic would let everybody hear ours, or
-- speak on it: the restrictive ones say no to that.
create or replace function public.sync_live() returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_send boolean := exists (
    select from pg_proc f join pg_namespace n on n.oid = f.pronamespace
    where n.nspname = 'realtime' and f.proname = 'send' and f.proargtypes::regtype[] = '[0:3]={jsonb,text,text,boolean}'::regtype[]);
  v_messages regclass := (
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'realtime' and c.relname = 'messages');
  v_topic boolean := exists (
    select from pg_proc f join pg_namespace n on n.oid = f.pronamespace where n.nspname = 'realtime' and f.proname = 'topic');
begin
  if not v_send or v_messages is null or not v_topic
    or not exists (select from pg_roles where rolname = 'authenticated') then
    return jsonb_build_object('live', false);
  end if;
  -- Who hears comes before what is said.
  drop policy if exists sync_runs_hear on realtime.messages;
  create policy sync_runs_hear on realtime.messages for select to authenticated
    using (realtime.topic() = 'sincro:runs' and extension = 'broadcast' and (select public.sync_is_operator()));
  drop policy if exists sync_runs_hear_only on realtime.messages;
  create policy sync_runs_hear_only on realtime.messages as restrictive for select to authenticated
    using (realtime.topic() is distinct from 'sincro:runs' or (select public.sync_is_operator()));
  drop policy if exists sync_runs_hear_never on realtime.messages;
  create policy sync_runs_hear_never on realtime.messages as restrictive for select to anon
    using (realtime.topic() is distinct from 'sincro:runs');
  drop policy if exists sync_runs_speak_never on realtime.messages;
  create policy sync_runs_speak_never on realtime.messages as restrictive for insert to anon, authenticated
    with check (realtime.topic() is distinct from 'sincro:runs');
  create or replace trigger sync_broadcast after insert or update on public.sync_runs
    for each row execute function public.sync_broadcast();
  return jsonb_build_object('live', true);
end
$$;
comment on function public.sync_live is 'Has runs broadcast to operators, where Supabase Realtime is; to be called again when it came later. { live }';

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
  v_browsers boolean := exists (select from pg_roles where rolname = 'authenticated');
begin
  for v_function in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace and proname in ('sync_live_payload', 'sync_broadcast', 'sync_live')
  loop
    execute format('revoke all on function %s from public', v_function);
    if v_service then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
    if v_browsers then
      execute format('revoke all on function %s from anon, authenticated', v_function);
    end if;
  end loop;
end
$$;

do $$
begin
  perform public.sync_live();
exception when insufficient_privilege then
  raise warning 'runs are not broadcast: this role may not make policies on realtime.messages (%); run "select sync_live()" as one that may', sqlerrm;
end
$$;
