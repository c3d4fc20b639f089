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
