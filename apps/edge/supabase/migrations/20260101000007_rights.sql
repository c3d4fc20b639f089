-- Generated from packages/store/migrations/0007-rights.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0007-rights') then
    raise exception '0007-rights has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0007-rights', '2b10293e3cbe640fd134b82ff1343f834fc022dbf4b9ca899c183b53442d1095');
end
$$;

-- Nobody writes but the functions; operators read. On Supabase the functions are the service role's; elsewhere the
-- owner of the schema alone executes them.

create or replace function public.sync_is_operator() returns boolean
language sql stable set search_path = pg_catalog as $$
  select coalesce(
    nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'app_metadata' ->> 'role'
      = any (string_to_array(coalesce(nullif(current_setting('sincro.operator_roles', true), ''), 'operator,admin'), ',')),
    false)
$$;
comment on function public.sync_is_operator is 'Whether the signed-in user may see runs. A project may replace it by its own rule.';

alter table public.sync_runs enable row level security;
alter table public.sync_run_events enable row level security;
alter table public.sync_records enable row level security;
alter table public.sync_sweeper enable row level security;
alter table public.sync_transitions enable row level security;

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
begin
  for v_function in
    select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and proname like 'sync\_%'
  loop
    execute format('revoke all on function %s from public', v_function);
    if v_service then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
  end loop;
  if v_service then
    grant select, insert, update, delete on public.sync_runs, public.sync_run_events, public.sync_records, public.sync_sweeper to service_role;
    grant select on public.sync_transitions to service_role;
  end if;
  if exists (select from pg_roles where rolname = 'authenticated') then
    revoke all on public.sync_runs, public.sync_run_events, public.sync_records, public.sync_sweeper, public.sync_transitions from anon, authenticated;
    grant select on public.sync_runs, public.sync_run_events to authenticated;
    grant execute on function public.sync_is_operator() to authenticated;
    create policy sync_runs_read on public.sync_runs for select to authenticated using ((select public.sync_is_operator()));
    create policy sync_run_events_read on public.sync_run_events for select to authenticated using ((select public.sync_is_operator()));
  end if;
end
$$;
