-- Generated from packages/store/migrations/0024-service-role.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0024-service-role') then
    raise exception '0024-service-role has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0024-service-role', '830a0bfc5d3d4741bc680e95fcdb1d49c40de1691ad40269643654e74b307602');
end
$$;

-- The functions run as whoever calls them, so the service role may read and write their tables. It does not get what it
-- never needs: emptying a table past the guard of the history, hanging triggers of its own on one, or saying which
-- transitions and migrations there are.

do $$
declare
  v_table regclass;
begin
  if exists (select from pg_roles where rolname = 'service_role') then
    for v_table in
      select oid::regclass from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname like 'sync\_%'
    loop
      execute format('revoke truncate, references, trigger on %s from service_role', v_table);
    end loop;
    revoke insert, update, delete on public.sync_transitions, public.sync_migrations from service_role;
  end if;
end
$$;
