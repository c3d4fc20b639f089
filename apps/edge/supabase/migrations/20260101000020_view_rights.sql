-- Generated from packages/store/migrations/0020-view-rights.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0020-view-rights') then
    raise exception '0020-view-rights has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0020-view-rights', '6db6737950ebd072881e6f3abfd7bc39a3f4cdbd2e82c7a10e1186c67d53531e');
end
$$;

-- Whoever selects from a view calls its functions as himself, and reads the records as himself: docs/data.md says how
-- to let a role of one's own. By itself only the service role may, as with everything that was made before.

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
  revoke all on public.sync_contacts, public.sync_transactions, public.sync_subscriptions, public.sync_invoices from public;
  if v_browsers then
    revoke all on public.sync_contacts, public.sync_transactions, public.sync_subscriptions, public.sync_invoices from anon, authenticated;
    grant execute on function public.sync_is_operator() to authenticated;
  end if;
  if v_service then
    revoke all on public.sync_contacts, public.sync_transactions, public.sync_subscriptions, public.sync_invoices from service_role;
    grant select on public.sync_contacts, public.sync_transactions, public.sync_subscriptions, public.sync_invoices to service_role;
  end if;
end
$$;
