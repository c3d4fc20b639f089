-- Generated from packages/store/migrations/0009-browser-roles.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0009-browser-roles') then
    raise exception '0009-browser-roles has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0009-browser-roles', '6a5b0757725adf74b991372edacc4a468b2bfba9d93ae688be29eae7aa1d2c7d');
end
$$;

-- Supabase's default privileges give the browser's roles all that a migration makes. What they may do is read runs and
-- their history, as operators; a function that they could call would find no row that it may see, and answer a cancel
-- with an empty receipt. This goes over everything made so far; a later migration does the same for what it makes.

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
  v_browsers boolean := exists (select from pg_roles where rolname = 'authenticated');
begin
  for v_function in
    select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and proname like 'sync\_%'
  loop
    execute format('revoke all on function %s from public', v_function);
    if v_service then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
    if v_browsers then
      execute format('revoke all on function %s from anon, authenticated', v_function);
    end if;
  end loop;
  if v_browsers then
    revoke all on public.sync_migrations from anon, authenticated;
    revoke all on sequence public.sync_run_events_n_seq from anon, authenticated;
    grant execute on function public.sync_is_operator() to authenticated;
  end if;
end
$$;
