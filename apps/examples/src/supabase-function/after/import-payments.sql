-- A page of the import: Sincro's part and this project's rows in one transaction, or neither.

create function public.commit_page(
  p_run_id uuid, p_fence bigint, p_worker text, p_seq bigint, p_records jsonb, p_checkpoint jsonb, p_total bigint default null
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  -- '[]': no copies in sync_records. From here on the run is locked: a cancel comes before this page or after it.
  v_answer jsonb := public.sync_commit(p_run_id, p_fence, p_worker, p_seq, '[]', p_checkpoint, p_total);
begin
  -- Cancelled, taken over, or the same page once more: not a row.
  if (v_answer ->> 'applied')::boolean then
    insert into public.clients (id, name, email)
    select c.id, c.name, c.email
    from jsonb_array_elements(p_records) r, jsonb_to_record(r -> 'data') as c (id text, name text, email text)
    where r ->> 'object' = 'client'
    order by c.id
    on conflict (id) do update set name = excluded.name, email = excluded.email;

    insert into public.transactions (id, client_id, amount, currency, status, paid_at)
    select t.id, t.client_id, t.amount, t.currency, t.status, t.paid_at
    from jsonb_array_elements(p_records) r, jsonb_to_record(r -> 'data')
      as t (id text, client_id text, amount bigint, currency text, status text, paid_at timestamptz)
    where r ->> 'object' = 'transaction'
    order by t.id
    on conflict (id) do update set client_id = excluded.client_id, amount = excluded.amount,
      currency = excluded.currency, status = excluded.status, paid_at = excluded.paid_at;
  end if;
  return v_answer;
end
$$;
revoke all on function public.commit_page from public, anon, authenticated;
grant execute on function public.commit_page to service_role;

-- The page goes on reading import_status; what it says now comes from the runs.
alter table public.import_status rename to import_status_before_sincro;
create view public.import_status with (security_invoker = true) as
select id, case status when 'continuing' then 'running' else status end as status, error_message as error, started_at
from public.sync_runs where source = 'payments';
revoke all on public.import_status from anon;

-- As before: whoever is signed in sees how the import stands. Without this, only operators do (sync_is_operator()).
create policy "whoever is signed in sees the imports" on public.sync_runs for select to authenticated
using (source = 'payments');
