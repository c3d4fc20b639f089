-- Generated from packages/store/migrations/0012-push.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0012-push') then
    raise exception '0012-push has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0012-push', '806119c66e452d2b40d52e2225bfb60cb06ad443030e21f4751d525bde8792d2');
end
$$;

-- Records that no run fetched: what a provider pushes, and what somebody imports. They carry no run.

alter table public.sync_records alter column run_id drop not null;
comment on column public.sync_records.run_id is 'The run that last wrote it; null: it was pushed or imported.';

create or replace function public.sync_merged(p_there jsonb, p_new jsonb) returns jsonb
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case when jsonb_typeof(p_there) = 'object' and jsonb_typeof(p_new) = 'object' then p_there || p_new else p_new end
$$;
comment on function public.sync_merged is 'A record''s data after a push: keys that the push does not have stay.';

-- As a page's records are written (sync_write_records): only what changes, never an older version over a newer one, in
-- key order. But a push says what it knows of an object, not all of it, so its keys are put over those that are there.
-- The moment is read for each row after its lock: a page that held it was written before.
create or replace function public.sync_push(p_source text, p_account text, p_records jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  w record;
  v_problem text := case
    when length(p_source) between 1 and 200 is not true then 'source: a name of 1 to 200 characters'
    when length(p_account) between 1 and 200 is not true then 'account: a name of 1 to 200 characters'
    when jsonb_typeof(p_records) is distinct from 'array' then 'records: an array'
  end;
begin
  if v_problem is not null then
    return jsonb_build_object('reason', 'invalid', 'detail', v_problem, 'inserted', 0, 'updated', 0, 'unchanged', 0);
  end if;
  with given as materialized (
    select distinct on (g.object, g.id) g.object, g.id, g."updatedAt" as updated_at, g.data
    from rows from (jsonb_to_recordset(p_records) as (object text, id text, "updatedAt" timestamptz, data jsonb))
      with ordinality as g (object, id, "updatedAt", data, place)
    order by g.object, g.id, g."updatedAt" desc nulls last, g.place desc
  ), faulty as (
    select count(*) as n from given where object is null or id is null or data is null
  ), written as (
    insert into public.sync_records as t
      (source, account, object, external_id, data, updated_at, hash, run_id, synced_at)
    select p_source, p_account, g.object, g.id, g.data, g.updated_at, md5(g.data::text)::uuid, null, public.sync_now()
    from given g
    where (select n from faulty) = 0
    order by g.object, g.id
    on conflict (source, account, object, external_id) do update set
      data = public.sync_merged(t.data, excluded.data),
      updated_at = coalesce(excluded.updated_at, t.updated_at),
      hash = md5(public.sync_merged(t.data, excluded.data)::text)::uuid,
      run_id = null,
      synced_at = public.sync_now(),
      missing_at = null
    where (t.hash <> md5(public.sync_merged(t.data, excluded.data)::text)::uuid or t.missing_at is not null)
      and (excluded.updated_at < t.updated_at) is not true
    returning xmax = 0 as fresh
  )
  select count(*) filter (where fresh) as inserted, count(*) filter (where not fresh) as updated, (select n from faulty) as bad
  into w from written;
  if w.bad > 0 then
    return jsonb_build_object('reason', 'invalid', 'detail', 'records: each has object, id and data',
      'inserted', 0, 'updated', 0, 'unchanged', 0);
  end if;
  return jsonb_build_object('reason', null, 'inserted', w.inserted, 'updated', w.updated,
    'unchanged', jsonb_array_length(p_records) - w.inserted - w.updated);
end
$$;
comment on function public.sync_push is 'Writes records that no run fetched, all or none: { reason, inserted, updated, unchanged }. Pushed again, they change nothing.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array['public.sync_merged(jsonb, jsonb)', 'public.sync_push(text, text, jsonb)']::regprocedure[] loop
    execute format('revoke all on function %s from public', v_function);
    if exists (select from pg_roles where rolname = 'service_role') then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
    if exists (select from pg_roles where rolname = 'authenticated') then
      execute format('revoke all on function %s from anon, authenticated', v_function);
    end if;
  end loop;
end
$$;
