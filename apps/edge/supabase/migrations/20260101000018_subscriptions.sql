-- Generated from packages/store/migrations/0018-subscriptions.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0018-subscriptions') then
    raise exception '0018-subscriptions has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0018-subscriptions', '0de57a529393b73a2d5ede8a14deffc804d5c942fe6108f726bd902a49501387');
end
$$;

-- What is owed again and again, and what is owed once.

create function public.sync_status_of(p_source text, p_object text, p_data jsonb) returns text
language plpgsql immutable parallel safe as $$
declare
  v_status text := lower(public.sync_text(p_data -> 'status') collate "C");
begin
  return case
    when p_object = 'invoice' then
      case when v_status in ('draft', 'open', 'paid', 'void', 'uncollectible') then v_status else 'unknown' end
    when p_source = 'paypal' then case v_status
      when 'approval_pending' then 'incomplete'
      when 'approved' then 'incomplete'
      when 'active' then 'active'
      when 'suspended' then 'paused'
      when 'cancelled' then 'canceled'
      when 'expired' then 'ended'
      else 'unknown'
    end
    when v_status in ('incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled') then v_status
    when v_status = 'cancelled' then 'canceled'
    when v_status = 'incomplete_expired' then 'expired'
    else 'unknown'
  end;
end
$$;
comment on function public.sync_status_of is 'The status of a subscription or an invoice in the words of the views.';

create index sync_records_status on public.sync_records
  (object, public.sync_status_of(source, object, data), public.sync_moment(data -> 'due_date'))
  where object in ('subscription', 'invoice');

create function public.sync_elements(p jsonb) returns setof jsonb
language sql immutable parallel safe
begin atomic
  select e from jsonb_array_elements(case when jsonb_typeof(p) = 'array' then p else '[]' end) e;
end;
comment on function public.sync_elements is 'The elements of an array; of anything else none.';

create view public.sync_subscriptions with (security_invoker = true) as
select
  r.source,
  r.account,
  r.object,
  r.external_id,
  public.sync_status_of(r.source, r.object, r.data) as status,
  public.sync_text(r.data -> 'status') as provider_status,
  s.amount,
  s.currency,
  s.exponent,
  s.interval_unit,
  s.interval_count,
  s.contact_id,
  s.email,
  public.sync_email(s.email) as email_normalized,
  s.plan_id,
  s.processor,
  s.processor_id,
  s.livemode,
  s.started_at,
  s.trial_end,
  s.current_period_end,
  s.cancel_at,
  s.canceled_at,
  s.ended_at,
  s.created_at,
  r.updated_at,
  r.synced_at,
  r.missing_at,
  r.run_id
from public.sync_records r
cross join lateral (
  select
    -- Only where every item says what it costs, and all are due together.
    case when i.all_priced and i.units = 1 and i.counts = 1 and r.data -> 'items' -> 'has_more' is distinct from 'true' then
      public.sync_minor(i.total, 0::smallint)
    end as amount,
    public.sync_currency(r.data -> 'currency') as currency,
    public.sync_stripe_exponent(public.sync_currency(r.data -> 'currency')) as exponent,
    case when i.units = 1 and i.counts = 1 then i.unit end as interval_unit,
    case when i.units = 1 and i.counts = 1 then i.unit_count end as interval_count,
    public.sync_text(r.data -> 'customer') as contact_id,
    null::text as email,
    case when i.plans = 1 then i.plan end as plan_id,
    'stripe' as processor,
    r.external_id as processor_id,
    public.sync_boolean(r.data -> 'livemode') as livemode,
    public.sync_moment(r.data -> 'start_date') as started_at,
    public.sync_moment(r.data -> 'trial_end') as trial_end,
    i.period_end as current_period_end,
    coalesce(
      public.sync_moment(r.data -> 'cancel_at'),
      case when public.sync_boolean(r.data -> 'cancel_at_period_end') then i.period_end end) as cancel_at,
    public.sync_moment(r.data -> 'canceled_at') as canceled_at,
    public.sync_moment(r.data -> 'ended_at') as ended_at,
    public.sync_moment(r.data -> 'created') as created_at
  from (
    select
      bool_and(e.price is not null and e.quantity is not null) as all_priced,
      sum(e.price * e.quantity) as total,
      count(distinct e.unit) as units,
      count(distinct e.unit_count) as counts,
      min(e.unit) as unit,
      min(e.unit_count) as unit_count,
      count(distinct e.plan) as plans,
      min(e.plan) as plan,
      max(e.period_end) as period_end
    from (
      select
        -- A price may have amounts in several currencies; what it says first is in its own.
        case when public.sync_currency(x -> 'price' -> 'currency') = public.sync_currency(r.data -> 'currency') then
          coalesce(public.sync_integer(x -> 'price' -> 'unit_amount')::numeric, public.sync_decimal(x -> 'price' -> 'unit_amount_decimal'))
        end as price,
        -- A metered item has no quantity: what it costs shows at the end of the period.
        public.sync_integer(x -> 'quantity')::numeric as quantity,
        public.sync_text(x -> 'price' -> 'recurring' -> 'interval') as unit,
        public.sync_integer(x -> 'price' -> 'recurring' -> 'interval_count') as unit_count,
        public.sync_text(x -> 'price' -> 'id') as plan,
        public.sync_moment(x -> 'current_period_end') as period_end
      from public.sync_elements(r.data -> 'items' -> 'data') x
    ) e
  ) i
  where r.source = 'stripe'
  union all
  select
    public.sync_minor(
      case
        when c.cycle is null then public.sync_decimal(c.price -> 'value')
        else public.sync_decimal(c.price -> 'value') * c.quantity
      end,
      public.sync_currency_exponent(public.sync_currency(c.price -> 'currency_code'))),
    public.sync_currency(c.price -> 'currency_code'),
    public.sync_currency_exponent(public.sync_currency(c.price -> 'currency_code')),
    lower(public.sync_text(c.cycle -> 'frequency' -> 'interval_unit') collate "C"),
    public.sync_integer(c.cycle -> 'frequency' -> 'interval_count'),
    public.sync_text(r.data -> 'subscriber' -> 'payer_id'),
    public.sync_text(r.data -> 'subscriber' -> 'email_address'),
    public.sync_text(r.data -> 'plan_id'),
    'paypal',
    r.external_id,
    null,
    public.sync_moment(r.data -> 'start_time'),
    null,
    public.sync_moment(r.data -> 'billing_info' -> 'next_billing_time'),
    null,
    case when r.data ->> 'status' = 'CANCELLED' then public.sync_moment(r.data -> 'status_update_time') end,
    case when r.data ->> 'status' in ('CANCELLED', 'EXPIRED') then public.sync_moment(r.data -> 'status_update_time') end,
    public.sync_moment(r.data -> 'create_time')
  from (
    select
      p.cycle,
      coalesce(p.cycle -> 'pricing_scheme' -> 'fixed_price', r.data -> 'billing_info' -> 'last_payment' -> 'amount') as price,
      coalesce(public.sync_decimal(r.data -> 'quantity'), 1) as quantity
    from (
      select (
        select x from public.sync_elements(r.data -> 'plan' -> 'billing_cycles') x
        where x ->> 'tenure_type' = 'REGULAR' and x -> 'pricing_scheme' -> 'fixed_price' is not null
        limit 1
      ) as cycle
    ) p
  ) c
  where r.source = 'paypal'
  union all
  select
    public.sync_minor(public.sync_decimal(r.data -> 'amount'), public.sync_currency_exponent(public.sync_currency(r.data -> 'currency'))),
    public.sync_currency(r.data -> 'currency'),
    public.sync_currency_exponent(public.sync_currency(r.data -> 'currency')),
    null,
    null,
    public.sync_text(r.data -> 'contactId'),
    public.sync_text(r.data -> 'contactEmail'),
    null,
    lower(public.sync_text(r.data -> 'paymentProviderType') collate "C"),
    public.sync_text(r.data -> 'subscriptionId'),
    public.sync_boolean(r.data -> 'liveMode'),
    public.sync_moment(r.data -> 'createdAt'),
    null,
    null,
    null,
    public.sync_moment(r.data -> 'canceledAt'),
    null,
    public.sync_moment(r.data -> 'createdAt')
  where r.source = 'ghl'
) s
where r.object = 'subscription';

comment on view public.sync_subscriptions is 'Subscriptions of Stripe, PayPal and GoHighLevel, one row for each record.';
comment on column public.sync_subscriptions.source is 'Who tells of it: stripe, paypal or ghl.';
comment on column public.sync_subscriptions.account is 'The account of the source, default where there is one only.';
comment on column public.sync_subscriptions.object is 'The kind of record: subscription.';
comment on column public.sync_subscriptions.external_id is 'The provider''s id of the subscription.';
comment on column public.sync_subscriptions.status is 'incomplete, trialing, active, past_due, unpaid, paused, canceled, expired (never began), ended (ran its time) or unknown.';
comment on column public.sync_subscriptions.provider_status is 'The provider''s own word for it.';
comment on column public.sync_subscriptions.amount is 'What one interval costs, in the currency''s smallest unit, before discounts and taxes; with PayPal the last payment where the record has no plan. Null where it depends on use.';
comment on column public.sync_subscriptions.currency is 'ISO 4217, in capitals.';
comment on column public.sync_subscriptions.exponent is 'How many digits of amount are behind the point: amount / 10 ^ exponent.';
comment on column public.sync_subscriptions.interval_unit is 'day, week, month or year; null where the record does not tell, or its items differ.';
comment on column public.sync_subscriptions.interval_count is 'So many units are one interval.';
comment on column public.sync_subscriptions.contact_id is 'The provider''s id of who pays; for Stripe and GoHighLevel the external_id in sync_contacts.';
comment on column public.sync_subscriptions.email is 'The payer''s e-mail as the provider has it, where it is in the record.';
comment on column public.sync_subscriptions.email_normalized is 'The same to compare by, as in sync_contacts.';
comment on column public.sync_subscriptions.plan_id is 'Stripe''s price, where there is only one; PayPal''s plan.';
comment on column public.sync_subscriptions.processor is 'Who collects the money: stripe, paypal, …; a row of ghl with one that is synced itself shows the same subscription again.';
comment on column public.sync_subscriptions.processor_id is 'The processor''s id of it.';
comment on column public.sync_subscriptions.livemode is 'False: a test, no money. PayPal does not say.';
comment on column public.sync_subscriptions.started_at is 'When it began.';
comment on column public.sync_subscriptions.trial_end is 'When its trial ends or ended; Stripe only.';
comment on column public.sync_subscriptions.current_period_end is 'When it is due next.';
comment on column public.sync_subscriptions.cancel_at is 'When it will end because somebody canceled it; Stripe only.';
comment on column public.sync_subscriptions.canceled_at is 'When it was canceled.';
comment on column public.sync_subscriptions.ended_at is 'When it ended.';
comment on column public.sync_subscriptions.created_at is 'When the provider made it.';
comment on column public.sync_subscriptions.updated_at is 'The provider''s own time of the last change, where it tells.';
comment on column public.sync_subscriptions.synced_at is 'When the record was last written here.';
comment on column public.sync_subscriptions.missing_at is 'When a full run found that the provider no longer has it; null: it has.';
comment on column public.sync_subscriptions.run_id is 'The run that last wrote the record.';

create view public.sync_invoices with (security_invoker = true) as
select
  r.source,
  r.account,
  r.object,
  r.external_id,
  public.sync_status_of(r.source, r.object, r.data) as status,
  public.sync_text(r.data -> 'status') as provider_status,
  public.sync_text(r.data -> 'number') as number,
  public.sync_integer(r.data -> 'total') as amount,
  public.sync_integer(r.data -> 'amount_due') as amount_due,
  public.sync_integer(r.data -> 'amount_paid') as amount_paid,
  public.sync_integer(r.data -> 'amount_remaining') as amount_remaining,
  public.sync_currency(r.data -> 'currency') as currency,
  public.sync_stripe_exponent(public.sync_currency(r.data -> 'currency')) as exponent,
  public.sync_text(r.data -> 'customer') as contact_id,
  public.sync_text(r.data -> 'customer_email') as email,
  public.sync_email(public.sync_text(r.data -> 'customer_email')) as email_normalized,
  public.sync_text(r.data -> 'parent' -> 'subscription_details' -> 'subscription') as subscription_id,
  public.sync_boolean(r.data -> 'livemode') as livemode,
  public.sync_moment(r.data -> 'due_date') as due_at,
  public.sync_moment(r.data -> 'status_transitions' -> 'finalized_at') as finalized_at,
  public.sync_moment(r.data -> 'status_transitions' -> 'paid_at') as paid_at,
  public.sync_moment(r.data -> 'status_transitions' -> 'voided_at') as voided_at,
  public.sync_moment(r.data -> 'created') as created_at,
  r.updated_at,
  r.synced_at,
  r.missing_at,
  r.run_id
from public.sync_records r
where r.source = 'stripe' and r.object = 'invoice';

comment on view public.sync_invoices is 'Invoices of Stripe, one row for each record. The other sources fetch none.';
comment on column public.sync_invoices.source is 'Who tells of it: stripe.';
comment on column public.sync_invoices.account is 'The account of the source, default where there is one only.';
comment on column public.sync_invoices.object is 'The kind of record: invoice.';
comment on column public.sync_invoices.external_id is 'The provider''s id of the invoice.';
comment on column public.sync_invoices.status is 'draft, open, paid, void, uncollectible or unknown.';
comment on column public.sync_invoices.provider_status is 'The provider''s own word for it.';
comment on column public.sync_invoices.number is 'The number that the customer reads; a draft has none.';
comment on column public.sync_invoices.amount is 'The total, in the currency''s smallest unit; negative: it is a credit.';
comment on column public.sync_invoices.amount_due is 'What the customer was to pay of it, after credits.';
comment on column public.sync_invoices.amount_paid is 'What was paid of it.';
comment on column public.sync_invoices.amount_remaining is 'What is still to be paid of it.';
comment on column public.sync_invoices.currency is 'ISO 4217, in capitals.';
comment on column public.sync_invoices.exponent is 'How many digits of the amounts are behind the point: amount / 10 ^ exponent.';
comment on column public.sync_invoices.contact_id is 'The provider''s id of the customer: the external_id in sync_contacts.';
comment on column public.sync_invoices.email is 'The customer''s e-mail as it was when the invoice was made final.';
comment on column public.sync_invoices.email_normalized is 'The same to compare by, as in sync_contacts.';
comment on column public.sync_invoices.subscription_id is 'The subscription that it is for: the external_id in sync_subscriptions.';
comment on column public.sync_invoices.livemode is 'False: a test, no money.';
comment on column public.sync_invoices.due_at is 'Until when it is to be paid; null where it is charged by itself.';
comment on column public.sync_invoices.finalized_at is 'When it was made final.';
comment on column public.sync_invoices.paid_at is 'When it was paid.';
comment on column public.sync_invoices.voided_at is 'When it was declared void.';
comment on column public.sync_invoices.created_at is 'When it was made.';
comment on column public.sync_invoices.updated_at is 'The provider''s own time of the last change, where it tells.';
comment on column public.sync_invoices.synced_at is 'When the record was last written here.';
comment on column public.sync_invoices.missing_at is 'When a full run found that the provider no longer has it; null: it has.';
comment on column public.sync_invoices.run_id is 'The run that last wrote the record.';
