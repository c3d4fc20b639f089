-- Generated from packages/store/migrations/0016-contacts.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0016-contacts') then
    raise exception '0016-contacts has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0016-contacts', 'cdcb9269c9554f2461dad31c2e97c46b2de8ea65b0a82f6d180ef98786a78228');
end
$$;

-- One shape for what four providers send: four views, each over the records themselves, so that none is ever behind
-- them, with one row for each record: nobody is merged, nothing is summed up. docs/data.md has every column, the
-- statuses of each provider, and how to grant a view.
--
-- What the usual questions ask for is computed by one function for all providers, so that one index holds it. Such a
-- function is in plpgsql, which no planner takes apart: the index knows its expression again, whoever asks.

create function public.sync_email_of(p_source text, p_data jsonb) returns text
language plpgsql immutable parallel safe as $$
begin
  return public.sync_email(public.sync_text(case p_source
    when 'paypal' then coalesce(p_data -> 'payer_info', p_data -> 'subscriber') -> 'email_address'
    else p_data -> 'email'
  end));
end
$$;
comment on function public.sync_email_of is 'The e-mail of the person whom a record is about, to compare by.';

-- WhatsApp's numbers are whole ones without their plus.
create function public.sync_phone_of(p_data jsonb) returns text
language plpgsql immutable parallel safe as $$
begin
  return public.sync_phone(coalesce(
    public.sync_text(p_data -> 'phone'),
    '+' || ltrim(public.sync_text(p_data -> 'whatsapp_phone'), '+')));
end
$$;
comment on function public.sync_phone_of is 'The phone number of the person whom a record is about, as E.164.';

-- PayPal's payers are in the first for sync_known_contacts: PayPal has no contacts of its own, and hardly a phone.
create index sync_records_email on public.sync_records ((public.sync_email_of(source, data) collate "C"))
  where object in ('customer', 'contact', 'subscriber') or source = 'paypal';
create index sync_records_phone on public.sync_records ((public.sync_phone_of(data) collate "C"))
  where object in ('customer', 'contact', 'subscriber');
-- What did that run write?
create index sync_records_run on public.sync_records (run_id);

create view public.sync_contacts with (security_invoker = true) as
select
  r.source,
  r.account,
  r.object,
  r.external_id,
  c.name,
  public.sync_text(r.data -> 'email') as email,
  public.sync_email_of(r.source, r.data) collate "C" as email_normalized,
  coalesce(public.sync_text(r.data -> 'phone'), public.sync_text(r.data -> 'whatsapp_phone')) as phone,
  public.sync_phone_of(r.data) collate "C" as phone_normalized,
  c.created_at,
  r.updated_at,
  r.synced_at,
  r.missing_at,
  r.run_id
from public.sync_records r
cross join lateral (
  select
    coalesce(
      public.sync_text(r.data -> 'name'),
      public.sync_text(r.data -> 'individual_name'),
      public.sync_text(r.data -> 'business_name')) as name,
    public.sync_moment(r.data -> 'created') as created_at
  where r.source = 'stripe' and r.object = 'customer'
  union all
  select
    coalesce(
      public.sync_text(r.data -> 'contactName'),
      nullif(concat_ws(' ', public.sync_text(r.data -> 'firstName'), public.sync_text(r.data -> 'lastName')), ''),
      nullif(concat_ws(' ', public.sync_text(r.data -> 'firstNameLowerCase'), public.sync_text(r.data -> 'lastNameLowerCase')), ''),
      public.sync_text(r.data -> 'companyName')),
    public.sync_moment(r.data -> 'dateAdded')
  where r.source = 'ghl' and r.object = 'contact'
  union all
  select
    coalesce(
      public.sync_text(r.data -> 'name'),
      nullif(concat_ws(' ', public.sync_text(r.data -> 'first_name'), public.sync_text(r.data -> 'last_name')), '')),
    public.sync_moment(r.data -> 'subscribed')
  where r.source = 'manychat' and r.object = 'subscriber'
) c
where r.object in ('customer', 'contact', 'subscriber');

comment on view public.sync_contacts is 'People as each source knows them: Stripe''s customers, GoHighLevel''s contacts, ManyChat''s subscribers. Somebody whom two sources know has two rows.';
comment on column public.sync_contacts.source is 'Who knows this person: stripe, ghl or manychat.';
comment on column public.sync_contacts.account is 'The account of the source, default where there is one only.';
comment on column public.sync_contacts.object is 'The kind of record: customer, contact or subscriber.';
comment on column public.sync_contacts.external_id is 'The provider''s id of the person.';
comment on column public.sync_contacts.name is 'The whole name as the provider has it; of a company its name.';
comment on column public.sync_contacts.email is 'The e-mail as the provider has it.';
comment on column public.sync_contacts.email_normalized is 'The e-mail to compare by: no blanks around it, A to Z in lower case; null where it is none.';
comment on column public.sync_contacts.phone is 'The phone number as the provider has it; of a subscriber without one the WhatsApp number.';
comment on column public.sync_contacts.phone_normalized is 'The phone number as E.164, where it says its country; else null.';
comment on column public.sync_contacts.created_at is 'Since when the provider knows the person.';
comment on column public.sync_contacts.updated_at is 'The provider''s own time of the last change, where it tells.';
comment on column public.sync_contacts.synced_at is 'When the record was last written here.';
comment on column public.sync_contacts.missing_at is 'When a full run found that the provider no longer has it; null: it has.';
comment on column public.sync_contacts.run_id is 'The run that last wrote the record.';
