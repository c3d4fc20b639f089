-- Generated from packages/store/migrations/0015-values.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0015-values') then
    raise exception '0015-values has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0015-values', '5aa11c504d4110be9067566c1637ab9061406a5d4a79a50d3715e0edff8689b2');
end
$$;

-- Reading what providers send. Nothing here raises, whatever it is given: what cannot be read is null, so that one
-- odd record spoils no view and, in an index, no commit. That is done by looking before reading: a block that catches
-- would cost a subtransaction for each value, and keep queries from running in parallel.
--
-- Bodies that begin with `return` are bound to their operators when they are made, whatever the caller's search path,
-- and the planner can put them into the query.

create function public.sync_text(p jsonb) returns text
language sql immutable parallel safe
return case when jsonb_typeof(p) in ('string', 'number') then nullif(btrim(p #>> '{}', E' \t\n\x0B\f\r'), '') end;
comment on function public.sync_text is 'A string or a number as text without blanks around it; an empty one and anything else is null.';

create function public.sync_boolean(p jsonb) returns boolean
language sql immutable parallel safe
return case p when 'true' then true when 'false' then false end;
comment on function public.sync_boolean is 'true or false; anything else is null.';

create function public.sync_integer(p jsonb) returns bigint
language sql immutable parallel safe
return case when jsonb_typeof(p) = 'number' then
  case when p::numeric between -9223372036854775807 and 9223372036854775807 and p::numeric = trunc(p::numeric) then p::numeric::bigint end
end;
comment on function public.sync_integer is 'A whole number; a text, a fraction and one beyond 64 bits are null.';

create function public.sync_decimal(p jsonb) returns numeric
language sql immutable parallel safe
return case jsonb_typeof(p)
  when 'number' then case when abs(p::numeric) < 1e18 then p::numeric end
  when 'string' then case when p #>> '{}' ~ '^-?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})$' then (p #>> '{}')::numeric end
end;
comment on function public.sync_decimal is 'A number, or a text that is one as PayPal writes it (-12.50); exact. Anything else, and what has more than 18 digits before the point, is null.';

-- The next three are in indexes: every record that is written is read by them. So they pin no search path, which would
-- cost as much again, and use nothing but what pg_catalog has: it comes first in every path that does not say otherwise.

-- With its zone in the text neither the session's zone nor its date style matters: so it is immutable, although the
-- cast of any text is not.
create function public.sync_moment(p jsonb) returns timestamptz
language plpgsql immutable parallel safe as $$
declare
  v_text text;
  v_year integer;
begin
  if jsonb_typeof(p) = 'number' then
    return case when p::numeric between 0 and 253402300799 then to_timestamp(p::numeric::double precision) end;
  elsif jsonb_typeof(p) is distinct from 'string' then
    return null;
  end if;
  v_text := p #>> '{}';
  if v_text collate "C" !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]([.][0-9]{1,9})?|60([.]0{1,9})?)([Zz]|[+-](0[0-9]|1[0-4]):?[0-5][0-9])$' then
    return null;
  end if;
  v_year := left(v_text, 4);
  if v_year = 0 or substr(v_text, 9, 2) > '28' and substr(v_text, 9, 2)::integer > (case
    when substr(v_text, 6, 2) in ('04', '06', '09', '11') then 30
    when substr(v_text, 6, 2) <> '02' then 31
    when v_year % 4 = 0 and (v_year % 100 <> 0 or v_year % 400 = 0) then 29
    else 28
  end) then
    return null;
  end if;
  return v_text::timestamptz;
end
$$;
comment on function public.sync_moment is 'Unix seconds, or a date and time with its zone (RFC 3339); anything else, also a day that no calendar has, is null.';

create function public.sync_email(p text) returns text
language plpgsql immutable parallel safe as $$
declare
  v_email text := case when length(p) <= 300 then lower(btrim(p, E' \t\n\x0B\f\r') collate "C") end;
begin
  return case
    when v_email like '_%@_%._%' and length(v_email) <= 254 and v_email not like '%@%@%'
      and v_email not like '%@.%' and v_email not like '%@%..%' and v_email not like '%.'
      and translate(v_email, E' \t\n\x0B\f\r', '') = v_email
    then v_email
  end;
end
$$;
comment on function public.sync_email is 'An e-mail address to compare by: without blanks around it, A to Z in lower case. Null where it is none.';

create function public.sync_phone(p text) returns text
language plpgsql immutable parallel safe as $$
declare
  v_phone text := case when length(p) <= 60 then translate(replace(p, '(0)', ''), E' .()/-\t', '') end;
begin
  if left(v_phone, 2) = '00' then
    v_phone := '+' || substr(v_phone, 3);
  end if;
  return case
    when length(v_phone) between 9 and 16 and translate(v_phone, '0123456789', '') = '+' and left(v_phone, 1) = '+' and v_phone not like '+0%'
    then v_phone
  end;
end
$$;
comment on function public.sync_phone is 'A phone number as E.164 (+525512345678) where it says its country, by + or 00; else null: nobody guesses it.';

create function public.sync_currency(p jsonb) returns text
language sql immutable parallel safe
return case when public.sync_text(p) collate "C" ~ '^[A-Za-z]{3}$' then upper(public.sync_text(p) collate "C") end;
comment on function public.sync_currency is 'A currency''s code of three letters, in capitals (ISO 4217); anything else is null.';

create function public.sync_currency_exponent(p_currency text) returns smallint
language sql immutable parallel safe
return (case
  when p_currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 0
  when p_currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
  when p_currency in ('CLF', 'UYW') then 4
  -- Metals, baskets and codes for tests have no smallest unit.
  when p_currency in ('XAG', 'XAU', 'XBA', 'XBB', 'XBC', 'XBD', 'XDR', 'XPD', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX') then null
  when p_currency collate "C" ~ '^[A-Z]{3}$' then 2
end)::smallint;
comment on function public.sync_currency_exponent is 'How many digits a currency''s smallest unit is behind the point (ISO 4217): MXN 2, JPY 0, KWD 3; any other code of three capitals 2.';

-- https://docs.stripe.com/currencies: two that have no cents are still written with two digits, and the ariary without.
create function public.sync_stripe_exponent(p_currency text) returns smallint
language sql immutable parallel safe
return (case
  when p_currency in ('ISK', 'UGX') then 2
  when p_currency = 'MGA' then 0
  else public.sync_currency_exponent(p_currency)
end)::smallint;
comment on function public.sync_stripe_exponent is 'The same as Stripe writes amounts: it differs for ISK, UGX and MGA.';

create function public.sync_minor(p_amount numeric, p_exponent smallint) returns bigint
language sql immutable parallel safe
return case when abs(p_amount) < 100000000000000000 then
  case when abs(p_amount * 10::numeric ^ p_exponent) < 9000000000000000000 then round(p_amount * 10::numeric ^ p_exponent)::bigint end
end;
comment on function public.sync_minor is 'An amount in the smallest unit, rounded to it (half away from zero); null where it is beyond 64 bits.';
