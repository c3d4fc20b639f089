-- Generated from packages/store/migrations/0006-sweep.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0006-sweep') then
    raise exception '0006-sweep has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0006-sweep', '198518ec1a552b2f3b77835cc098d107e415f1807ef06d38a130e7b7a2291b2b');
end
$$;

-- What runs periodically, and what the installation says of itself.

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
  update public.sync_sweeper set swept_at = v_at where swept_at is null or swept_at < v_at;
  return jsonb_build_object('expired', v_expired, 'released', v_released, 'due', (
    select coalesce(jsonb_agg(to_jsonb(d) order by d.due_at, d.id), '[]') from public.sync_runs d
    where public.sync_is_active(d.status) and d.worker is null and d.due_at <= public.sync_now()
  ));
end
$$;
comment on function public.sync_sweep is 'EXPIRE for every run whose deadline has passed: { expired, released, due }. due is every unclaimed run whose due_at has come, for the caller to dispatch. p_release lets silent runs go as stale.';

create or replace function public.sync_prune(p_keep interval) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_pruned bigint;
begin
  if p_keep is null or p_keep < interval '0' then
    raise exception 'sync_prune: keep is an interval of zero or more' using errcode = '22023';
  end if;
  with newest as (
    -- The newest of each scope that can be resumed, and the newest that was completed: what is up to date until when.
    select distinct on (source, account, public.sync_is_resumable(status)) id from public.sync_runs
    where public.sync_is_terminal(status)
    order by source, account, public.sync_is_resumable(status), started_at desc, id desc
  ), pruned as (
    delete from public.sync_runs
    where public.sync_is_terminal(status) and completed_at < public.sync_now() - p_keep
      and id not in (select id from newest)
    returning id
  ), forgotten as (
    delete from public.sync_run_events where run_id in (select id from pruned)
  )
  select count(*) into v_pruned from pruned;
  return jsonb_build_object('pruned', v_pruned);
end
$$;
comment on function public.sync_prune is 'Deletes runs that ended longer ago than this, with their history; never an active one, nor the newest resumable or completed one of a scope.';

create or replace function public.sync_schema_version() returns integer
language sql immutable parallel safe as $$ select 1 $$;
comment on function public.sync_schema_version is 'Functions that expect another number refuse to work on this database.';

create or replace function public.sync_status() returns jsonb
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'now', public.sync_now(),
    'policy', public.sync_policy(),
    'sweptAt', (select swept_at from public.sync_sweeper),
    'schemaVersion', public.sync_schema_version())
$$;
comment on function public.sync_status is 'Clock, policy in force, last sweep, schema version.';
