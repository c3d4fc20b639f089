-- Old runs go by themselves, once a day, however many servers ask for it.

alter table public.sync_sweeper add column if not exists pruned_at timestamptz;
comment on column public.sync_sweeper.pruned_at is 'When old runs were last deleted by themselves.';

create function public.sync_retain(p_keep interval, p_every_ms bigint default 0) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
  v_answer jsonb;
begin
  -- The turn and the work are one transaction: who breaks off has not had it. A second asker waits, and then is too early.
  update public.sync_sweeper set pruned_at = v_at
  where pruned_at is null or pruned_at <= v_at - p_every_ms * interval '1 millisecond';
  if not found then
    return jsonb_build_object('pruned', null);
  end if;
  v_answer := public.sync_prune(p_keep);
  delete from public.sync_alerts a
  where a.at < v_at - p_keep and not exists (select from public.sync_runs r where r.id = a.run_id);
  return v_answer;
end
$$;
comment on function public.sync_retain is 'sync_prune, unless it was done in the last p_every_ms; alerts go with their runs. { pruned }, null when it was too early';

do $$
begin
  revoke all on function public.sync_retain(interval, bigint) from public;
  if exists (select from pg_roles where rolname = 'authenticated') then
    revoke all on function public.sync_retain(interval, bigint) from anon, authenticated;
  end if;
  if exists (select from pg_roles where rolname = 'service_role') then
    grant execute on function public.sync_retain(interval, bigint) to service_role;
  end if;
end
$$;
