-- Generated from packages/store/migrations/0019-known-contacts.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0019-known-contacts') then
    raise exception '0019-known-contacts has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0019-known-contacts', '628ce74584cfed0d8352b428b9c8ccedfdfc1026fe8daddf15931bee3b0b4bf3');
end
$$;

-- What is already known of people, for a provider that looks people up but lists none.

-- `offset 0` keeps the planner from walking all e-mails in order until one has this phone.
create function public.sync_email_with(p_source text, p_account text, p_phone text) returns text
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select min(k.email) from (
    select public.sync_email_of(r.source, r.data) collate "C" as email
    from public.sync_records r
    where r.object in ('customer', 'contact', 'subscriber')
      and public.sync_phone_of(r.data) collate "C" = p_phone
      and r.account = p_account and r.source <> p_source and r.missing_at is null
    offset 0
  ) k
$$;
comment on function public.sync_email_with is 'The e-mail that a phone belongs to: the first of those that its records have, or null.';

create function public.sync_phone_with(p_source text, p_account text, p_email text) returns text
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select min(k.phone) from (
    select public.sync_phone_of(r.data) collate "C" as phone
    from public.sync_records r
    where (r.object in ('customer', 'contact', 'subscriber') or r.source = 'paypal')
      and public.sync_email_of(r.source, r.data) collate "C" = p_email
      and r.account = p_account and r.source <> p_source and r.missing_at is null
    offset 0
  ) k
  where public.sync_email_with(p_source, p_account, k.phone) = p_email
$$;
comment on function public.sync_phone_with is 'The phone that sync_known_contacts answers beside an e-mail: the first that belongs to it, or null.';

-- First the e-mails in their order, each with a phone where there is one; then, in their order, the phones that went
-- with none. The cursor is the last key looked at: its kind, e or p, and itself.
create function public.sync_known_contacts(
  p_source text, p_account text, p_after text default null, p_limit integer default 100
) returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp set jit = off as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 100), 1), 1000);
  v_kind text := coalesce(left(p_after, 1), 'e');
  v_after text := coalesce(substr(p_after, 2), '');
  v_contacts jsonb := '[]';
  v_keys text[];
begin
  if v_kind not in ('e', 'p') then
    raise exception 'after: the next of a page of known contacts' using errcode = '22023';
  end if;
  if v_kind = 'e' then
    select array_agg(m.email order by m.email) into v_keys from (
      select public.sync_email_of(r.source, r.data) collate "C" as email
      from public.sync_records r
      where (r.object in ('customer', 'contact', 'subscriber') or r.source = 'paypal')
        and public.sync_email_of(r.source, r.data) collate "C" > v_after
        and r.account = p_account and r.source <> p_source and r.missing_at is null
      group by 1 order by 1 limit v_limit + 1
    ) m;
    select coalesce(jsonb_agg(jsonb_build_object('email', k.email,
      'phone', public.sync_phone_with(p_source, p_account, k.email)) order by k.n), '[]') into v_contacts
    from unnest(v_keys[:v_limit]) with ordinality k (email, n);
    return jsonb_build_object('contacts', v_contacts,
      'next', case when cardinality(v_keys) > v_limit then 'e' || v_keys[v_limit] else 'p' end);
  end if;
  select array_agg(m.phone order by m.phone) into v_keys from (
    select public.sync_phone_of(r.data) collate "C" as phone
    from public.sync_records r
    where r.object in ('customer', 'contact', 'subscriber')
      and public.sync_phone_of(r.data) collate "C" > v_after
      and r.account = p_account and r.source <> p_source and r.missing_at is null
    group by 1 order by 1 limit v_limit + 1
  ) m;
  select coalesce(jsonb_agg(jsonb_build_object('email', null, 'phone', k.phone) order by k.n), '[]') into v_contacts
  from unnest(v_keys[:v_limit]) with ordinality k (phone, n)
  where public.sync_phone_with(p_source, p_account, public.sync_email_with(p_source, p_account, k.phone)) is distinct from k.phone;
  return jsonb_build_object('contacts', v_contacts,
    'next', case when cardinality(v_keys) > v_limit then 'p' || v_keys[v_limit] end);
end
$$;
comment on function public.sync_known_contacts is 'People whom other sources of the same account know: { contacts: [{ email, phone }], next }. Each e-mail and phone once; a page may be short, even empty, before next is null.';

create function public.sync_known_ids(
  p_source text, p_account text, p_object text, p_after text default null, p_limit integer default 100
) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with wanted as (
    select least(greatest(coalesce(p_limit, 100), 1), 1000) as size
  ), found as (
    select r.external_id, row_number() over (order by r.external_id) as n
    from public.sync_records r
    where r.source = p_source and r.account = p_account and r.object = p_object
      and r.external_id > coalesce(p_after, '') and r.missing_at is null
    order by r.external_id limit (select size + 1 from wanted)
  )
  select jsonb_build_object(
    'ids', coalesce(jsonb_agg(f.external_id order by f.n) filter (where f.n <= w.size), '[]'),
    'next', case when count(f.n) > w.size then max(f.external_id) filter (where f.n = w.size) end)
  from wanted w left join found f on true
  group by w.size
$$;
comment on function public.sync_known_ids is 'The ids of a source''s own records of an object, in order: { ids, next }; without those that are missing at the provider.';
