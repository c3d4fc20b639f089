-- Generated from packages/store/migrations/0026-silences.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0026-silences') then
    raise exception '0026-silences has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0026-silences', '7bd64361684ccc8df0e8bc91ba9004e9c4a3c65471769019f3823d4cb063f291');
end
$$;

-- How often a worker was lost: what a platform kills shows here, and nowhere else.

-- Few of the entries are of this kind, and whoever asks for a day must not read all the others.
create index sync_run_events_expired on public.sync_run_events (at) where event = 'EXPIRE' and applied;

create function public.sync_silences(p_within_ms bigint) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  -- Held by a worker it was running, under a fence that a claim had made (2 or more, and one more by this): a run that
  -- nobody has taken yet is running too, under the fence of its start.
  select jsonb_build_object('silences', count(*)) from public.sync_run_events e
  where e.event = 'EXPIRE' and e.applied and e.from_status = 'running' and e.fence > 2
    and e.at > public.sync_now() - p_within_ms * interval '1 millisecond'
$$;
comment on function public.sync_silences is 'How many workers fell silent and lost their runs in the last so many milliseconds.';

do $$
begin
  revoke all on function public.sync_silences(bigint) from public;
  if exists (select from pg_roles where rolname = 'authenticated') then
    revoke all on function public.sync_silences(bigint) from anon, authenticated;
  end if;
  if exists (select from pg_roles where rolname = 'service_role') then
    grant execute on function public.sync_silences(bigint) to service_role;
  end if;
end
$$;
