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
