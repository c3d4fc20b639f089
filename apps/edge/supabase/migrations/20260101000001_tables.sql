-- Generated from packages/store/migrations/0001-tables.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0001-tables') then
    raise exception '0001-tables has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0001-tables', 'baa9e916d7bf503d348b2edbbe387088145ce440cfd0ae512c7712f061fb07fe');
end
$$;

-- Runs, their history, what they fetched, and the clock. What the machine decides about these tables (the CHECK on
-- status, one active run per scope, the guard trigger) is in the generated migration that follows.

-- A number of the policy: the machine's, unless the database, the role or the session sets another.
create or replace function public.sync_setting(p_name text, p_default double precision) returns double precision
language sql stable parallel safe as $$
  select coalesce(nullif(pg_catalog.current_setting(p_name, true), '')::double precision, p_default)
$$;
comment on function public.sync_setting is 'A number of the policy, e.g. sincro.lease_ms; alter database … set overrides it.';

-- Milliseconds, as JavaScript has them: a moment is the same everywhere.
create or replace function public.sync_now() returns timestamptz
language sql volatile as $$
  select pg_catalog.date_trunc('milliseconds', pg_catalog.clock_timestamp())
    + public.sync_setting('sincro.clock_offset', 0) * interval '1 millisecond'
$$;
comment on function public.sync_now is 'The only clock. A test may shift it by sincro.clock_offset (milliseconds).';

create table public.sync_runs (
  id uuid primary key,
  source text not null,
  account text not null default 'default',
  status text not null default 'running',
  mode text not null default 'full',
  dry_run boolean not null default false,
  window_start timestamptz,
  window_end timestamptz,
  group_id uuid,
  request_id uuid,
  resumed_from uuid,
  started_at timestamptz not null default public.sync_now(),
  started_by text,
  completed_at timestamptz,
  ended_by text,
  stopped_at timestamptz,
  total_fetched bigint not null default 0,
  total_inserted bigint not null default 0,
  total_updated bigint not null default 0,
  total_skipped bigint not null default 0,
  total_expected bigint,
  checkpoint jsonb,
  error_code text,
  error_message text,
  metadata jsonb not null default '{}',
  fence bigint not null default 0,
  worker text,
  last_worker text,
  slice bigint not null default 0,
  slice_pages bigint not null default 0,
  claimed_at timestamptz,
  slice_until timestamptz,
  deadline_at timestamptz,
  due_at timestamptz,
  yield_reason text,
  commit_seq bigint not null default 0,
  silences bigint not null default 0,
  attempts bigint not null default 0,
  heartbeat_at timestamptz,
  progress_at timestamptz not null default public.sync_now(),
  updated_at timestamptz not null default public.sync_now(),
  version bigint not null default 0
) with (fillfactor = 70);
alter table public.sync_runs alter column id set default gen_random_uuid();

-- Deadlines, cursors and counters change at every beat and page; no index holds them, so that such writes stay on
-- their page (HOT). The sweep reads the active rows through the index that keeps a scope to one of them.
create index sync_runs_started on public.sync_runs (started_at desc, id desc);
create index sync_runs_ended on public.sync_runs (source, completed_at) where completed_at is not null;
create index sync_runs_group on public.sync_runs (group_id) where group_id is not null;
create unique index sync_runs_request on public.sync_runs (source, account, request_id) where request_id is not null;

comment on table public.sync_runs is 'One row per sync run. Written through the sync_… functions; hand-written SQL may only cancel.';
comment on column public.sync_runs.account is 'With source the scope: at most one active run.';
comment on column public.sync_runs.window_start is 'Created or changed from here on; null: since ever. Frozen at START.';
comment on column public.sync_runs.total_skipped is 'Fetched and unchanged.';
comment on column public.sync_runs.total_expected is 'Only where the provider says how many there are.';
comment on column public.sync_runs.error_message is 'Of a failed run its redacted error, of a cancelled one the reason, of a waiting one the last error.';
comment on column public.sync_runs.fence is 'Grows whenever the right to write changes hands.';
comment on column public.sync_runs.worker is 'The slice that holds the run; null: nobody.';
comment on column public.sync_runs.last_worker is 'The last slice that held it.';
comment on column public.sync_runs.slice_pages is 'Pages with progress that the current slice committed.';
comment on column public.sync_runs.slice_until is 'The deadline never moves past this.';
comment on column public.sync_runs.deadline_at is 'When silence becomes suspicious.';
comment on column public.sync_runs.due_at is 'From when on the next slice may be claimed.';
comment on column public.sync_runs.commit_seq is 'The number of the last committed page.';
comment on column public.sync_runs.silences is 'Workers lost since the last progress.';
comment on column public.sync_runs.attempts is 'Slices in a row that handed the run back without progress.';
comment on column public.sync_runs.stopped_at is 'When the worker of an ended run saw that it was fenced and let go.';

-- No foreign key to sync_runs: its lock on the run's row would cost a write for every entry. Only sync_prune deletes.
create table public.sync_run_events (
  run_id uuid not null,
  n bigint generated always as identity,
  at timestamptz not null,
  event text not null,
  from_status text,
  to_status text not null,
  applied boolean not null,
  reason text,
  fence bigint not null,
  actor_kind text not null,
  actor text,
  seq bigint,
  records bigint,
  ms bigint,
  detail jsonb not null default '{}',
  primary key (run_id, n)
);
create unique index sync_run_events_refused on public.sync_run_events (run_id, event, actor) nulls not distinct where not applied;
comment on table public.sync_run_events is 'The append-only history of runs: every transition, and what fenced workers still tried. Beats are not in it.';

create or replace function public.sync_append_only() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the history of sync runs is append-only' using errcode = 'SY004';
end
$$;
create or replace trigger sync_append_only before update on public.sync_run_events
  for each statement execute function public.sync_append_only();

create table public.sync_records (
  source text not null,
  account text not null,
  object text not null,
  external_id text not null,
  data jsonb not null,
  updated_at timestamptz,
  hash uuid not null,
  run_id uuid not null,
  synced_at timestamptz not null,
  missing_at timestamptz,
  primary key (source, account, object, external_id)
);
comment on table public.sync_records is 'What the sources fetched, as the provider gave it; a row is written only when its content changed.';
comment on column public.sync_records.updated_at is 'The provider''s own; an older version never overwrites a newer one.';
comment on column public.sync_records.hash is 'md5 of data.';
comment on column public.sync_records.run_id is 'The run that last wrote it.';
comment on column public.sync_records.missing_at is 'When a full run found that the provider no longer has it.';

-- When the sweep last ran: doctor, page and 409 say so when it has stopped. It says nothing about any run.
create table public.sync_sweeper (
  single boolean primary key default true check (single),
  swept_at timestamptz
);
insert into public.sync_sweeper default values;
comment on table public.sync_sweeper is 'One row: when the sweep last ran.';
