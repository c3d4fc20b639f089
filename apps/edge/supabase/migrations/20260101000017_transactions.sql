-- Generated from packages/store/migrations/0017-transactions.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0017-transactions') then
    raise exception '0017-transactions has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0017-transactions', '4511b38cdb96c45a274330b4c8c5e87876eed47b93fc993cfdc3f06f099af80f');
end
$$;

-- Money that moved, or was to move. Amounts have a sign: what the account got is positive, what left it negative, as
-- PayPal writes it; so the sum of a currency's rows is what remained.
--
-- A payment of Stripe is its charge. A payment intent is the wish to be paid: it has several charges or none, and
-- shown beside them it would count the same money twice. Intents stay in sync_records.

create function public.sync_transaction_at(p_source text, p_data jsonb) returns timestamptz
language plpgsql immutable parallel safe as $$
begin
  return public.sync_moment(case p_source
    when 'stripe' then p_data -> 'created'
    when 'paypal' then p_data -> 'transaction_info' -> 'transaction_initiation_date'
    when 'ghl' then p_data -> 'createdAt'
  end);
end
$$;
comment on function public.sync_transaction_at is 'When a transaction began.';

create function public.sync_paypal_kind(p_code text) returns text
language sql immutable parallel safe
return case
  when p_code in ('T1108', 'T1109') then 'fee'
  when p_code in ('T1106', 'T1201', 'T1202', 'T1205', 'T1207', 'T1208') then 'dispute'
  when p_code in ('T1110', 'T1111') then 'hold'
  else case left(p_code, 3)
    when 'T00' then 'payment'
    when 'T01' then 'fee'
    when 'T02' then 'conversion'
    when 'T04' then 'payout'
    when 'T11' then 'refund'
    when 'T13' then 'authorization'
    when 'T15' then 'hold'
    when 'T21' then 'hold'
    else 'other'
  end
end;
comment on function public.sync_paypal_kind is 'What a transaction of PayPal is, by its event code: T0006 payment, T1107 refund, T1201 dispute, …';

-- By time, for all accounts or one: the account is in the index, so that others' rows are passed over there.
create index sync_records_transaction on public.sync_records (public.sync_transaction_at(source, data), account)
  where object in ('charge', 'refund', 'dispute', 'payout', 'transaction');

create view public.sync_transactions with (security_invoker = true) as
select
  r.source,
  r.account,
  r.object,
  r.external_id,
  t.kind,
  t.status,
  t.provider_status,
  t.amount,
  t.currency,
  t.exponent,
  t.fee,
  t.amount_refunded,
  t.contact_id,
  t.email,
  public.sync_email(t.email) as email_normalized,
  t.parent_id,
  t.subscription_id,
  t.invoice_id,
  t.processor,
  t.processor_id,
  t.description,
  t.livemode,
  public.sync_transaction_at(r.source, r.data) as created_at,
  r.updated_at,
  r.synced_at,
  r.missing_at,
  r.run_id
from public.sync_records r
cross join lateral (
  select
    'payment' as kind,
    case s.status
      when 'succeeded' then case
        when s.captured is false then case when s.refunded then 'canceled' else 'pending' end
        when s.refunded then 'refunded'
        else 'succeeded'
      end
      when 'pending' then 'pending'
      when 'failed' then 'failed'
      else 'unknown'
    end as status,
    s.status as provider_status,
    coalesce(case when s.captured then public.sync_integer(r.data -> 'amount_captured') end, public.sync_integer(r.data -> 'amount')) as amount,
    s.currency,
    public.sync_stripe_exponent(s.currency) as exponent,
    null::bigint as fee,
    public.sync_integer(r.data -> 'amount_refunded') as amount_refunded,
    public.sync_text(r.data -> 'customer') as contact_id,
    coalesce(public.sync_text(r.data -> 'billing_details' -> 'email'), public.sync_text(r.data -> 'receipt_email')) as email,
    public.sync_text(r.data -> 'payment_intent') as parent_id,
    null::text as subscription_id,
    null::text as invoice_id,
    'stripe' as processor,
    r.external_id as processor_id,
    public.sync_text(r.data -> 'description') as description,
    public.sync_boolean(r.data -> 'livemode') as livemode
  from (
    select
      public.sync_text(r.data -> 'status') as status,
      public.sync_boolean(r.data -> 'captured') as captured,
      public.sync_boolean(r.data -> 'refunded') as refunded,
      public.sync_currency(r.data -> 'currency') as currency
  ) s
  where r.source = 'stripe' and r.object = 'charge'
  union all
  select
    r.object,
    case
      when s.status in ('succeeded', 'pending', 'failed', 'canceled') then s.status
      when s.status in ('paid', 'lost') then 'succeeded'
      when s.status in ('won', 'prevented', 'warning_closed') then 'canceled'
      when s.status in ('requires_action', 'in_transit', 'needs_response', 'under_review', 'warning_needs_response',
        'warning_under_review', 'appeal_needs_response', 'appeal_under_review') then 'pending'
      else 'unknown'
    end,
    s.status,
    -public.sync_integer(r.data -> 'amount'),
    s.currency,
    public.sync_stripe_exponent(s.currency),
    null,
    null,
    public.sync_text(r.data -> 'customer'),
    null,
    public.sync_text(r.data -> 'charge'),
    null,
    null,
    'stripe',
    r.external_id,
    coalesce(public.sync_text(r.data -> 'description'), public.sync_text(r.data -> 'reason')),
    public.sync_boolean(r.data -> 'livemode')
  from (
    select
      public.sync_text(r.data -> 'status') as status,
      public.sync_currency(r.data -> 'currency') as currency
  ) s
  where r.source = 'stripe' and r.object in ('refund', 'dispute', 'payout')
  union all
  select
    public.sync_paypal_kind(public.sync_text(s.info -> 'transaction_event_code')),
    case s.status when 'S' then 'succeeded' when 'P' then 'pending' when 'D' then 'failed' when 'V' then 'refunded' else 'unknown' end,
    s.status,
    public.sync_minor(public.sync_decimal(s.info -> 'transaction_amount' -> 'value'), public.sync_currency_exponent(s.currency)),
    s.currency,
    public.sync_currency_exponent(s.currency),
    case when public.sync_currency(s.info -> 'fee_amount' -> 'currency_code') = s.currency then
      public.sync_minor(public.sync_decimal(s.info -> 'fee_amount' -> 'value'), public.sync_currency_exponent(s.currency))
    end,
    null,
    coalesce(public.sync_text(r.data -> 'payer_info' -> 'account_id'), public.sync_text(s.info -> 'paypal_account_id')),
    public.sync_text(r.data -> 'payer_info' -> 'email_address'),
    case when s.reference in ('TXN', 'ODR') then public.sync_text(s.info -> 'paypal_reference_id') end,
    case when s.reference = 'SUB' then public.sync_text(s.info -> 'paypal_reference_id') end,
    public.sync_text(s.info -> 'invoice_id'),
    'paypal',
    public.sync_text(s.info -> 'transaction_id'),
    public.sync_text(s.info -> 'transaction_subject'),
    null
  from (
    select
      r.data -> 'transaction_info' as info,
      public.sync_text(r.data -> 'transaction_info' -> 'transaction_status') as status,
      public.sync_text(r.data -> 'transaction_info' -> 'paypal_reference_id_type') as reference,
      public.sync_currency(r.data -> 'transaction_info' -> 'transaction_amount' -> 'currency_code') as currency
  ) s
  where r.source = 'paypal' and r.object = 'transaction'
  union all
  select
    'payment',
    case lower(s.status collate "C")
      when 'succeeded' then 'succeeded'
      when 'paid' then 'succeeded'
      when 'partially_refunded' then 'succeeded'
      when 'refunded' then 'refunded'
      when 'pending' then 'pending'
      when 'processing' then 'pending'
      when 'failed' then 'failed'
      when 'canceled' then 'canceled'
      when 'cancelled' then 'canceled'
      else 'unknown'
    end,
    s.status,
    public.sync_minor(public.sync_decimal(r.data -> 'amount'), public.sync_currency_exponent(s.currency)),
    s.currency,
    public.sync_currency_exponent(s.currency),
    null,
    public.sync_minor(public.sync_decimal(r.data -> 'amountRefunded'), public.sync_currency_exponent(s.currency)),
    public.sync_text(r.data -> 'contactId'),
    public.sync_text(r.data -> 'contactEmail'),
    null,
    public.sync_text(r.data -> 'subscriptionId'),
    case when s.entity = 'invoice' then public.sync_text(r.data -> 'entityId') end,
    lower(public.sync_text(r.data -> 'paymentProviderType') collate "C"),
    public.sync_text(r.data -> 'chargeId'),
    public.sync_text(r.data -> 'entitySourceName'),
    public.sync_boolean(r.data -> 'liveMode')
  from (
    select
      public.sync_text(r.data -> 'status') as status,
      public.sync_text(r.data -> 'entityType') as entity,
      public.sync_currency(r.data -> 'currency') as currency
  ) s
  where r.source = 'ghl' and r.object = 'transaction'
) t
where r.object in ('charge', 'refund', 'dispute', 'payout', 'transaction');

comment on view public.sync_transactions is 'Money that moved or was to move: Stripe''s charges, refunds, disputes and payouts, PayPal''s and GoHighLevel''s transactions. One row for each record; amounts have the sign that they have for the account.';
comment on column public.sync_transactions.source is 'Who tells of it: stripe, paypal or ghl.';
comment on column public.sync_transactions.account is 'The account of the source, default where there is one only.';
comment on column public.sync_transactions.object is 'The kind of record: charge, refund, dispute, payout or transaction.';
comment on column public.sync_transactions.external_id is 'The record''s id; for PayPal one of several parts, since its transaction ids repeat.';
comment on column public.sync_transactions.kind is 'payment, refund, dispute, payout, fee, conversion, authorization, hold or other.';
comment on column public.sync_transactions.status is 'succeeded, refunded (succeeded, and wholly given back since), pending, failed, canceled or unknown.';
comment on column public.sync_transactions.provider_status is 'The provider''s own word for it.';
comment on column public.sync_transactions.amount is 'In the currency''s smallest unit, gross; negative: it left the account.';
comment on column public.sync_transactions.currency is 'ISO 4217, in capitals.';
comment on column public.sync_transactions.exponent is 'How many digits of amount, fee and amount_refunded are behind the point: amount / 10 ^ exponent.';
comment on column public.sync_transactions.fee is 'What the provider took for it, in the same unit, negative; PayPal only.';
comment on column public.sync_transactions.amount_refunded is 'How much of it was given back so far, positive. Stripe''s refunds are rows of their own as well, GoHighLevel''s are only here; PayPal''s are only rows.';
comment on column public.sync_transactions.contact_id is 'The provider''s id of who paid; for Stripe and GoHighLevel the external_id in sync_contacts.';
comment on column public.sync_transactions.email is 'The payer''s e-mail as the provider has it, where it is in the record.';
comment on column public.sync_transactions.email_normalized is 'The same to compare by, as in sync_contacts.';
comment on column public.sync_transactions.parent_id is 'What it belongs to: of a charge the payment intent, of a refund or dispute the charge, of a PayPal transaction the one or the order it refers to.';
comment on column public.sync_transactions.subscription_id is 'The provider''s id of the subscription, where the record tells.';
comment on column public.sync_transactions.invoice_id is 'The provider''s id of the invoice, where the record tells; with PayPal the merchant''s own.';
comment on column public.sync_transactions.processor is 'Who moved the money: stripe, paypal, …; a row of ghl with one that is synced itself shows the same money again.';
comment on column public.sync_transactions.processor_id is 'The processor''s id of it.';
comment on column public.sync_transactions.description is 'A line about it, where there is one.';
comment on column public.sync_transactions.livemode is 'False: a test, no money. PayPal does not say.';
comment on column public.sync_transactions.created_at is 'When it began.';
comment on column public.sync_transactions.updated_at is 'The provider''s own time of the last change, where it tells.';
comment on column public.sync_transactions.synced_at is 'When the record was last written here.';
comment on column public.sync_transactions.missing_at is 'When a full run found that the provider no longer has it; null: it has.';
comment on column public.sync_transactions.run_id is 'The run that last wrote the record.';
