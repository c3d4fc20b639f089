-- Who is to be told when a run fails or gets stuck: a row for each such ending, written with it in one transaction,
-- whoever ended the run. A server of one's own sends them (docs/guides/alerts.md); where nobody does they are few and small.

create table public.sync_alerts (
  run_id uuid primary key,
  at timestamptz not null,
  attempts bigint not null default 0,
  due_at timestamptz not null,
  sent_at timestamptz,
  given_up_at timestamptz,
  last_error text
);
-- Few are open at a time, whatever the number of old ones.
create index sync_alerts_due on public.sync_alerts (due_at) where sent_at is null and given_up_at is null;
comment on table public.sync_alerts is 'What the webhook is told: one row for each run that failed or got stuck.';
comment on column public.sync_alerts.due_at is 'To be sent from then on; whoever takes it moves it on, so that nobody else sends it meanwhile.';

-- Rows that an older installation brings are inserted as they ended long ago: they are nobody's news. As the owner, since
-- whoever may end a run need not be allowed to write here.
create function public.sync_alert() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
begin
  insert into public.sync_alerts (run_id, at, due_at) values (new.id, v_at, v_at)
  on conflict (run_id) do nothing;
  return null;
end
$$;
create trigger sync_alert after update on public.sync_runs
  for each row when (new.status in ('failed', 'stale') and old.status is distinct from new.status)
  execute function public.sync_alert();

-- What nobody sent within p_fresh_ms is no news any more: a webhook that is set up today does not tell of last year.
create function public.sync_take_alerts(p_limit integer, p_lease_ms bigint, p_fresh_ms bigint) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
  v_taken jsonb;
begin
  with open as (
    select a.run_id from public.sync_alerts a join public.sync_runs r on r.id = a.run_id
    where a.sent_at is null and a.given_up_at is null and a.due_at <= v_at
      and (a.attempts > 0 or a.at > v_at - p_fresh_ms * interval '1 millisecond')
    order by a.due_at, a.run_id limit p_limit for update of a skip locked
  ), taken as (
    update public.sync_alerts a set attempts = a.attempts + 1, due_at = v_at + p_lease_ms * interval '1 millisecond'
    from open where a.run_id = open.run_id
    returning a.run_id, a.attempts, a.at
  )
  select coalesce(jsonb_agg(jsonb_build_object('attempt', t.attempts, 'at', t.at, 'run', to_jsonb(r)) order by t.at, t.run_id), '[]')
  into v_taken from taken t join public.sync_runs r on r.id = t.run_id;
  return jsonb_build_object('alerts', v_taken);
end
$$;
comment on function public.sync_take_alerts is 'Takes alerts that are due, for p_lease_ms: nobody else gets them meanwhile. { alerts: [{ attempt, at, run }] }';

create function public.sync_note_alert(
  p_run_id uuid, p_attempt bigint, p_error text default null, p_retry_ms bigint default null
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_at timestamptz := public.sync_now();
begin
  update public.sync_alerts set
    sent_at = case when p_error is null then v_at end,
    given_up_at = case when p_error is not null and p_retry_ms is null then v_at end,
    due_at = case when p_error is not null and p_retry_ms is not null then v_at + p_retry_ms * interval '1 millisecond' else due_at end,
    last_error = left(p_error, 500)
  -- Whoever was too slow finds that another has taken it since, and says nothing.
  where run_id = p_run_id and attempts = p_attempt and sent_at is null and given_up_at is null;
  return jsonb_build_object('noted', found);
end
$$;
comment on function public.sync_note_alert is 'What came of an alert that was taken: sent, to be tried again in p_retry_ms, or given up. { noted }';

create function public.sync_alert_state(p_within_ms bigint) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where sent_at is null and given_up_at is null and attempts > 0),
    'givenUp', count(*) filter (where given_up_at is not null),
    'lastError', (array_agg(last_error order by greatest(given_up_at, due_at) desc) filter (where last_error is not null and sent_at is null))[1])
  from public.sync_alerts where at > public.sync_now() - p_within_ms * interval '1 millisecond'
$$;
comment on function public.sync_alert_state is 'How the webhook does: alerts that are tried again, and those that were given up. { waiting, givenUp, lastError }';

alter table public.sync_alerts enable row level security;

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
  v_browsers boolean := exists (select from pg_roles where rolname = 'authenticated');
begin
  for v_function in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace
      and proname in ('sync_alert', 'sync_take_alerts', 'sync_note_alert', 'sync_alert_state')
  loop
    execute format('revoke all on function %s from public', v_function);
    if v_service then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
    if v_browsers then
      execute format('revoke all on function %s from anon, authenticated', v_function);
    end if;
  end loop;
  if v_service then
    grant select, insert, update, delete on public.sync_alerts to service_role;
    revoke truncate, references, trigger on public.sync_alerts from service_role;
  end if;
  if v_browsers then
    revoke all on public.sync_alerts from anon, authenticated;
  end if;
end
$$;
