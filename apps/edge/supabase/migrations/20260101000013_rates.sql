-- Generated from packages/store/migrations/0013-rates.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0013-rates') then
    raise exception '0013-rates has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0013-rates', 'bba9841b0c04fa3eb6b823107b741ec9b56c0468b4afd32300b4066a70f31498');
end
$$;

-- Turns at the providers: how often an account's endpoints may be asked, by all workers together.

-- Not logged: after a crash everybody begins with free buckets, which costs a provider's patience for a second at most.
create unlogged table public.sync_buckets (
  source text not null,
  account text not null,
  bucket text not null,
  rests_until timestamptz not null default '-infinity',
  taken tstzmultirange[] not null default '{}',
  primary key (source, account, bucket)
) with (fillfactor = 50);
comment on table public.sync_buckets is 'What a provider counts together: when it may be asked again. Written by sync_take and sync_rest.';
comment on column public.sync_buckets.rests_until is 'The provider asked for a rest: no turn before this.';
comment on column public.sync_buckets.taken is 'By lane the times that are too near to a turn that was given; the past is forgotten.';

-- A bucket of burst n is n lanes, in each of which turns are n intervals apart: any n turns may come together, and no
-- stretch of time has more than its length / interval + n. That is the generic cell rate algorithm, but of any order:
-- a turn may be given between two that lie ahead.
create or replace function public.sync_lanes(p_buckets jsonb) returns table (bucket text, lane integer, spacing interval)
language sql immutable set search_path = pg_catalog as $$
  select b.bucket, l.lane, b."intervalMs" * b.burst * interval '1 millisecond'
  from jsonb_to_recordset(p_buckets) as b (bucket text, "intervalMs" double precision, burst integer)
  cross join generate_series(1, b.burst) as l (lane)
$$;
comment on function public.sync_lanes is 'The lanes of the buckets that a request takes from.';

create or replace function public.sync_take_problem(
  p_source text, p_account text, p_buckets jsonb, p_max_wait_ms double precision
) returns text
language plpgsql immutable set search_path = pg_catalog as $$
begin
  return case
    when length(p_source) between 1 and 200 is not true then 'source: a name of 1 to 200 characters'
    when length(p_account) between 1 and 200 is not true then 'account: a name of 1 to 200 characters'
    when p_max_wait_ms between 0 and 86400000 is not true then 'maxWaitMs: from 0 to a day'
    when jsonb_typeof(p_buckets) is distinct from 'array' then 'buckets: an array'
    when jsonb_array_length(p_buckets) not between 1 and 20 then 'buckets: 1 to 20'
    else (
      select case
        when count(distinct b.bucket) < count(*) then 'buckets: each once'
        when bool_and(length(b.bucket) between 1 and 500) is not true then 'bucket: a name of 1 to 500 characters'
        when bool_and(b."intervalMs" between 0.001 and 86400000) is not true then 'intervalMs: more than 0, at most a day'
        when bool_and(b.burst between 1 and 20) is not true then 'burst: 1 to 20'
      end
      from jsonb_to_recordset(p_buckets) as b (bucket text, "intervalMs" double precision, burst integer)
    )
  end;
end
$$;
comment on function public.sync_take_problem is 'Why a turn cannot be asked for like this; null when it can.';

create or replace function public.sync_take(
  p_source text, p_account text, p_buckets jsonb, p_max_wait_ms double precision
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_problem text := public.sync_take_problem(p_source, p_account, p_buckets, p_max_wait_ms);
  v_at timestamptz;
  v_turn timestamptz;
  v_wait_ms double precision;
begin
  if v_problem is not null then
    raise exception 'sync_take: %', v_problem using errcode = '22023';
  end if;
  -- Made and locked in the order of their names: opposite orders deadlock.
  insert into public.sync_buckets (source, account, bucket)
  select distinct p_source, p_account, l.bucket from public.sync_lanes(p_buckets) l order by l.bucket
  on conflict do nothing;
  perform from public.sync_buckets b
  where b.source = p_source and b.account = p_account and b.bucket in (select l.bucket from public.sync_lanes(p_buckets) l)
  order by b.bucket for no key update;
  -- After the lock: a moment read before it could lie before a turn that was given meanwhile.
  v_at := public.sync_now();
  -- The first moment that no bucket is closed at. A bucket is closed where each of its lanes is, and while it rests.
  select lower(tstzmultirange(tstzrange(v_at, null)) - range_agg(c.closed)) into v_turn
  from (
    select range_intersect_agg(coalesce(b.taken[l.lane], '{}')) + tstzmultirange(tstzrange(null, b.rests_until)) as closed
    from public.sync_lanes(p_buckets) l
    left join public.sync_buckets b on b.source = p_source and b.account = p_account and b.bucket = l.bucket
    group by l.bucket, b.rests_until
  ) c;
  v_wait_ms := extract(epoch from v_turn - v_at) * 1000;
  if v_wait_ms > p_max_wait_ms then
    return jsonb_build_object('granted', false, 'waitMs', v_wait_ms);
  end if;
  update public.sync_buckets b
  set taken[o.lane] = (coalesce(b.taken[o.lane], '{}')
      + tstzmultirange(tstzrange(v_turn - o.spacing, v_turn + o.spacing, '()'))) * tstzmultirange(tstzrange(v_at, null))
  from (
    select distinct on (l.bucket) l.bucket, l.lane, l.spacing
    from public.sync_lanes(p_buckets) l
    join public.sync_buckets k on k.source = p_source and k.account = p_account and k.bucket = l.bucket
    where not coalesce(k.taken[l.lane], '{}') @> v_turn
    order by l.bucket, l.lane
  ) o
  where b.source = p_source and b.account = p_account and b.bucket = o.bucket;
  return jsonb_build_object('granted', true, 'waitMs', v_wait_ms);
end
$$;
comment on function public.sync_take is 'Takes a turn from all of these buckets at once: [{ bucket, intervalMs, burst }]. { granted, waitMs }: the caller waits that long; a turn that is further away than p_max_wait_ms is not taken.';

create or replace function public.sync_rest(p_source text, p_account text, p_bucket text, p_ms double precision) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
  v_until timestamptz;
  v_problem text := case
    when length(p_source) between 1 and 200 is not true then 'source: a name of 1 to 200 characters'
    when length(p_account) between 1 and 200 is not true then 'account: a name of 1 to 200 characters'
    when length(p_bucket) between 1 and 500 is not true then 'bucket: a name of 1 to 500 characters'
    when p_ms between 0 and 86400000 is not true then 'ms: from 0 to a day'
  end;
begin
  if v_problem is not null then
    raise exception 'sync_rest: %', v_problem using errcode = '22023';
  end if;
  insert into public.sync_buckets as b (source, account, bucket, rests_until)
  values (p_source, p_account, p_bucket, v_at + p_ms * interval '1 millisecond')
  on conflict (source, account, bucket) do update set rests_until = greatest(b.rests_until, excluded.rests_until)
  returning b.rests_until into v_until;
  return jsonb_build_object('waitMs', extract(epoch from v_until - v_at) * 1000);
end
$$;
comment on function public.sync_rest is 'Nobody gets a turn from this bucket within the next p_ms milliseconds. { waitMs }: how long it rests now.';

alter table public.sync_buckets enable row level security;

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
  v_browsers boolean := exists (select from pg_roles where rolname = 'authenticated');
begin
  for v_function in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace and proname in ('sync_lanes', 'sync_take_problem', 'sync_take', 'sync_rest')
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
    grant select, insert, update, delete on public.sync_buckets to service_role;
  end if;
  if v_browsers then
    revoke all on public.sync_buckets from anon, authenticated;
  end if;
end
$$;
