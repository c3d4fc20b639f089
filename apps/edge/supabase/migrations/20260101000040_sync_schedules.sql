-- Generated from packages/store/migrations/0040-sync-schedules.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0040-sync-schedules') then
    raise exception '0040-sync-schedules has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0040-sync-schedules', '58933dca031cd5c1e2baa5c70443ca73d359f5ddf665d3f57675f9ccd566b92c');
end
$$;

-- Syncs on a schedule of one's own. What a cron expression means is worked out by whoever sweeps; the database keeps
-- when it is due next, and whoever moves that on under the row's lock is the one who starts.

create table public.sync_schedules (
  source text not null check (source <> ''),
  account text not null default 'default' check (account <> ''),
  mode text not null default '7d' check (mode in ('today', '7d', 'month', 'full')),
  cron text not null check (length(cron) between 1 and 200),
  time_zone text not null default 'UTC' check (length(time_zone) between 1 and 100),
  enabled boolean not null default true,
  next_at timestamptz,
  last_at timestamptz,
  last_outcome text,
  last_run_id uuid,
  updated_at timestamptz not null default public.sync_now(),
  updated_by text,
  primary key (source, account, mode)
);
comment on table public.sync_schedules is 'When a scope is synced by itself: at most one schedule for each mode.';
comment on column public.sync_schedules.next_at is 'Due from then on; null: never again (a date that has passed), or not worked out yet.';
comment on column public.sync_schedules.last_at is 'When it was last due, and what came of it: started, attached (a run was active), unconfigured, refused.';

create function public.sync_set_schedule(
  p_source text, p_account text, p_mode text, p_cron text, p_time_zone text, p_enabled boolean, p_next_at timestamptz,
  p_actor text default null
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  s public.sync_schedules;
begin
  insert into public.sync_schedules as old (source, account, mode, cron, time_zone, enabled, next_at, updated_by)
  values (p_source, p_account, p_mode, p_cron, p_time_zone, p_enabled, p_next_at, p_actor)
  on conflict (source, account, mode) do update set
    cron = excluded.cron, time_zone = excluded.time_zone, enabled = excluded.enabled, next_at = excluded.next_at,
    updated_by = excluded.updated_by, updated_at = public.sync_now()
  returning * into s;
  return jsonb_build_object('schedule', to_jsonb(s));
end
$$;
comment on function public.sync_set_schedule is 'Writes a schedule; what is known of its last time stays. { schedule }';

create function public.sync_remove_schedules(p_source text, p_account text, p_mode text default null) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_removed bigint;
begin
  delete from public.sync_schedules
  where source = p_source and account = p_account and (p_mode is null or mode = p_mode);
  get diagnostics v_removed = row_count;
  return jsonb_build_object('removed', v_removed);
end
$$;
comment on function public.sync_remove_schedules is 'Takes the schedule of a mode away, or with p_mode null all those of the scope. { removed }';

create function public.sync_list_schedules() returns jsonb
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'now', public.sync_now(),
    'schedules', (select coalesce(jsonb_agg(to_jsonb(s) order by s.source, s.account, s.mode), '[]') from public.sync_schedules s))
$$;
comment on function public.sync_list_schedules is 'All schedules, and the clock that they are compared with. { now, schedules }';

-- The row's lock comes first and the run's second, here as everywhere: nothing that holds a run's asks for a schedule's.
create function public.sync_run_schedule(
  p_source text, p_account text, p_mode text, p_due timestamptz, p_next_at timestamptz, p_skip text default null
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  s public.sync_schedules;
  v_at timestamptz;
  v_answer jsonb := jsonb_build_object('outcome', p_skip);
begin
  if p_next_at <= p_due then
    raise exception 'sync_run_schedule: the next time lies after the one that is due' using errcode = '22023';
  end if;
  select * into s from public.sync_schedules
  where source = p_source and account = p_account and mode = p_mode for no key update;
  v_at := public.sync_now();
  if not found or not s.enabled or s.next_at is distinct from p_due or p_due > v_at then
    -- Somebody else was here first, or it was changed meanwhile.
    return jsonb_build_object('outcome', 'taken', 'run', null);
  end if;
  if p_skip is null then
    v_answer := public.sync_start(p_source, p_account, p_mode, p_on_conflict => 'attach', p_started_by => 'schedule:' || s.cron);
  end if;
  update public.sync_schedules set
    next_at = p_next_at, last_at = v_at, last_outcome = v_answer ->> 'outcome',
    last_run_id = (v_answer -> 'run' ->> 'id')::uuid
  where source = p_source and account = p_account and mode = p_mode;
  return jsonb_build_object('outcome', v_answer ->> 'outcome', 'run', v_answer -> 'run');
end
$$;
comment on function public.sync_run_schedule is 'Starts what is due, once however many ask, and moves the schedule on: { outcome: started | attached | refused | taken, run }. p_skip notes a reason instead of starting.';

alter table public.sync_schedules enable row level security;

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
  v_browsers boolean := exists (select from pg_roles where rolname = 'authenticated');
begin
  for v_function in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace
      and proname in ('sync_set_schedule', 'sync_remove_schedules', 'sync_list_schedules', 'sync_run_schedule')
  loop
    execute format('revoke all on function %s from public', v_function);
    if v_service then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
    if v_browsers then
      execute format('revoke all on function %s from anon, authenticated', v_function);
    end if;
  end loop;
  if v_service then
    grant select, insert, update, delete on public.sync_schedules to service_role;
    revoke truncate, references, trigger on public.sync_schedules from service_role;
  end if;
  if v_browsers then
    revoke all on public.sync_schedules from anon, authenticated;
  end if;
end
$$;
