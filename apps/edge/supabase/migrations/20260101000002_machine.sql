-- Generated from packages/store/migrations/0002-machine.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0002-machine') then
    raise exception '0002-machine has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0002-machine', '79ae7c12416cd6b658eaa6d0a641701e6b6590c76335eb17120a3be82f46a0d5');
end
$$;

-- Generated from packages/machine by `pnpm generate`. Do not edit: change the machine.

alter table public.sync_runs drop constraint if exists sync_runs_status;
alter table public.sync_runs add constraint sync_runs_status check (status in ('running', 'continuing', 'completed', 'failed', 'cancelled', 'stale'));
create unique index if not exists sync_runs_active on public.sync_runs (source, account) where status in ('running', 'continuing');

create table if not exists public.sync_transitions (
  from_status text,
  event text not null,
  to_status text not null,
  unique nulls not distinct (from_status, event, to_status)
);
comment on table public.sync_transitions is 'Every step of the machine; from_status is null for START. Generated: to read, not to edit.';
truncate public.sync_transitions;
insert into public.sync_transitions (from_status, event, to_status) values
  (null, 'START', 'running'),
  ('running', 'BEAT', 'running'),
  ('running', 'COMMIT', 'running'),
  ('running', 'YIELD', 'continuing'),
  ('running', 'COMPLETE', 'completed'),
  ('running', 'FAIL', 'failed'),
  ('running', 'CLAIM', 'running'),
  ('running', 'CANCEL', 'cancelled'),
  ('running', 'EXPIRE', 'stale'),
  ('running', 'EXPIRE', 'continuing'),
  ('continuing', 'CLAIM', 'running'),
  ('continuing', 'CANCEL', 'cancelled'),
  ('continuing', 'EXPIRE', 'stale'),
  ('continuing', 'EXPIRE', 'continuing'),
  ('completed', 'STOPPED', 'completed'),
  ('failed', 'STOPPED', 'failed'),
  ('cancelled', 'STOPPED', 'cancelled'),
  ('stale', 'STOPPED', 'stale');
create or replace function public.sync_may_become(p_from text, p_to text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select (p_from, p_to) in (('running', 'running'), ('running', 'continuing'), ('running', 'completed'), ('running', 'failed'), ('running', 'cancelled'), ('running', 'stale'), ('continuing', 'running'), ('continuing', 'cancelled'), ('continuing', 'stale'), ('continuing', 'continuing'), ('completed', 'completed'), ('failed', 'failed'), ('cancelled', 'cancelled'), ('stale', 'stale'))
$$;
comment on function public.sync_may_become is 'Whether some event leads from one status to the other.';

create or replace function public.sync_is_active(p_status text) returns boolean
language sql immutable parallel safe as $$ select p_status in ('running', 'continuing') $$;
comment on function public.sync_is_active is 'Whether a run in this status holds its scope.';
create or replace function public.sync_is_terminal(p_status text) returns boolean
language sql immutable parallel safe as $$ select p_status in ('completed', 'failed', 'cancelled', 'stale') $$;
comment on function public.sync_is_terminal is 'Whether a run in this status is over.';
create or replace function public.sync_is_resumable(p_status text) returns boolean
language sql immutable parallel safe as $$ select p_status in ('failed', 'cancelled', 'stale') $$;
comment on function public.sync_is_resumable is 'Whether a new run may go on from a run in this status.';
create or replace function public.sync_policy() returns jsonb
language sql stable set search_path = pg_catalog as $$
  select jsonb_build_object(
    'leaseMs', public.sync_setting('sincro.lease_ms', 60000),
    'beatMs', public.sync_setting('sincro.beat_ms', 15000),
    'pickupGraceMs', public.sync_setting('sincro.pickup_grace_ms', 60000),
    'sweepMs', public.sync_setting('sincro.sweep_ms', 30000),
    'silences', public.sync_setting('sincro.silences', 3),
    'attempts', public.sync_setting('sincro.attempts', 5),
    'sliceMs', public.sync_setting('sincro.slice_ms', 300000),
    'sliceSlack', public.sync_setting('sincro.slice_slack', 1.25),
    'noWorkerMs', public.sync_setting('sincro.no_worker_ms', 600000),
    'noProgressMs', public.sync_setting('sincro.no_progress_ms', 90000000)
  )
$$;
comment on function public.sync_policy is 'The numbers in force: the machine''s, unless a setting of the database (sincro.lease_ms …) says otherwise.';
create or replace function public.sync_elapsed(r public.sync_runs, p_type text, p_at timestamptz) returns bigint
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case p_type
    when 'CLAIM' then (extract(epoch from p_at - r.due_at) * 1000)::bigint
    when 'COMMIT' then (extract(epoch from p_at - greatest(r.claimed_at, r.progress_at)) * 1000)::bigint
    when 'YIELD' then (extract(epoch from p_at - r.claimed_at) * 1000)::bigint
    when 'COMPLETE' then (extract(epoch from p_at - r.claimed_at) * 1000)::bigint
    when 'FAIL' then (extract(epoch from p_at - r.claimed_at) * 1000)::bigint
    when 'EXPIRE' then (extract(epoch from p_at - coalesce(r.heartbeat_at, r.started_at)) * 1000)::bigint
    when 'STOPPED' then (extract(epoch from p_at - r.completed_at) * 1000)::bigint
  end
$$;
comment on function public.sync_elapsed is 'The milliseconds that an event ends: a wait, a page, a slice, a silence.';
create or replace function public.sync_detail(e jsonb) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select coalesce(jsonb_object_agg(key, value) filter (where value <> 'null'), '{}')
  from jsonb_each(e - array['type', 'at', 'id', 'worker', 'fence', 'seq', 'fetched', 'actor'])
$$;
comment on function public.sync_detail is 'What the history keeps of an event beside its own columns.';

create or replace function public.sync_step(
  r public.sync_runs, e jsonb, p_at timestamptz, out reason text, out next public.sync_runs
) language plpgsql stable set search_path = pg_catalog, public, pg_temp as $step$
begin
  next := r;
  case e ->> 'type'
  when 'START' then
    declare
      e_id uuid := (e ->> 'id')::uuid;
      e_source text := e ->> 'source';
      e_account text := e ->> 'account';
      e_mode text := e ->> 'mode';
      e_dry_run boolean := (e ->> 'dryRun')::boolean;
      e_window_start timestamptz := (e ->> 'windowStart')::timestamptz;
      e_window_end timestamptz := (e ->> 'windowEnd')::timestamptz;
      e_group_id uuid := (e ->> 'groupId')::uuid;
      e_request_id uuid := (e ->> 'requestId')::uuid;
      e_resumed_from uuid := (e ->> 'resumedFrom')::uuid;
      e_checkpoint jsonb := nullif(e -> 'checkpoint', 'null'::jsonb);
      e_actor text := e ->> 'actor';
    begin
      next.id := e_id;
      next.source := e_source;
      next.account := e_account;
      next.mode := e_mode;
      next.dry_run := coalesce(e_dry_run, false);
      next.window_start := coalesce(e_window_start, case when (e_mode is not distinct from 'today') then (p_at + -86400000 * interval '1 millisecond') else null end, case when (e_mode is not distinct from '7d') then (p_at + -604800000 * interval '1 millisecond') else null end, case when (e_mode is not distinct from 'month') then (p_at + -2592000000 * interval '1 millisecond') else null end);
      next.window_end := least(e_window_end, p_at);
      next.group_id := e_group_id;
      next.request_id := e_request_id;
      next.resumed_from := e_resumed_from;
      next.started_at := p_at;
      next.started_by := e_actor;
      next.completed_at := null;
      next.ended_by := null;
      next.stopped_at := null;
      next.total_fetched := 0;
      next.total_inserted := 0;
      next.total_updated := 0;
      next.total_skipped := 0;
      next.total_expected := null;
      next.checkpoint := e_checkpoint;
      next.error_code := null;
      next.error_message := null;
      next.metadata := '{}'::jsonb;
      next.fence := 1;
      next.worker := null;
      next.last_worker := null;
      next.slice := 0;
      next.slice_pages := 0;
      next.claimed_at := null;
      next.slice_until := null;
      next.deadline_at := (p_at + public.sync_setting('sincro.pickup_grace_ms', 60000) * interval '1 millisecond');
      next.due_at := p_at;
      next.yield_reason := null;
      next.commit_seq := 0;
      next.silences := 0;
      next.attempts := 0;
      next.heartbeat_at := null;
      next.progress_at := p_at;
      next.updated_at := p_at;
      next.version := (0 + 1);
      next.status := 'running';
      return;
    end;
  when 'CLAIM' then
    declare
      e_worker text := e ->> 'worker';
    begin
      if (((r.worker is null) is not true) and (r.worker is not distinct from e_worker)) then
        reason := 'repeated';
        return;
      end if;
      if r.status not in ('running', 'continuing') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      if ((r.worker is null) is not true) then
        reason := 'held';
        return;
      end if;
      if ((r.due_at <= p_at) is not true) then
        reason := 'not_due';
        return;
      end if;
      next.worker := e_worker;
      next.last_worker := e_worker;
      next.fence := (r.fence + 1);
      next.slice := (r.slice + 1);
      next.slice_pages := 0;
      next.claimed_at := p_at;
      next.heartbeat_at := p_at;
      next.due_at := null;
      next.yield_reason := null;
      next.slice_until := (p_at + (public.sync_setting('sincro.slice_ms', 300000) * public.sync_setting('sincro.slice_slack', 1.25)) * interval '1 millisecond');
      next.deadline_at := least((p_at + public.sync_setting('sincro.lease_ms', 60000) * interval '1 millisecond'), (p_at + (public.sync_setting('sincro.slice_ms', 300000) * public.sync_setting('sincro.slice_slack', 1.25)) * interval '1 millisecond'));
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'running';
      return;
    end;
  when 'BEAT' then
    declare
      e_fence bigint := (e ->> 'fence')::bigint;
      e_worker text := e ->> 'worker';
    begin
      if (((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true) then
        reason := 'fenced';
        return;
      end if;
      if r.status not in ('running') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      next.heartbeat_at := p_at;
      next.deadline_at := least((p_at + public.sync_setting('sincro.lease_ms', 60000) * interval '1 millisecond'), r.slice_until);
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'running';
      return;
    end;
  when 'COMMIT' then
    declare
      e_fence bigint := (e ->> 'fence')::bigint;
      e_worker text := e ->> 'worker';
      e_seq bigint := (e ->> 'seq')::bigint;
      e_checkpoint jsonb := nullif(e -> 'checkpoint', 'null'::jsonb);
      e_fetched bigint := (e ->> 'fetched')::bigint;
      e_inserted bigint := (e ->> 'inserted')::bigint;
      e_updated bigint := (e ->> 'updated')::bigint;
      e_unchanged bigint := (e ->> 'unchanged')::bigint;
      e_total bigint := (e ->> 'total')::bigint;
    begin
      if (((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) and (r.commit_seq is not distinct from e_seq) and (r.checkpoint is not distinct from e_checkpoint)) then
        reason := 'repeated';
        return;
      end if;
      if (((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true) then
        reason := 'fenced';
        return;
      end if;
      if r.status not in ('running') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      if ((e_seq is not distinct from (r.commit_seq + 1)) is not true) then
        reason := 'out_of_order';
        return;
      end if;
      if ((r.checkpoint is not distinct from e_checkpoint) is not true) then
        next.commit_seq := e_seq;
        next.total_fetched := (r.total_fetched + e_fetched);
        next.total_inserted := (r.total_inserted + e_inserted);
        next.total_updated := (r.total_updated + e_updated);
        next.total_skipped := (r.total_skipped + e_unchanged);
        next.total_expected := coalesce(e_total, r.total_expected);
        next.checkpoint := e_checkpoint;
        next.progress_at := p_at;
        next.slice_pages := (r.slice_pages + 1);
        next.silences := 0;
        next.attempts := 0;
        next.error_code := null;
        next.error_message := null;
        next.heartbeat_at := p_at;
        next.deadline_at := least((p_at + public.sync_setting('sincro.lease_ms', 60000) * interval '1 millisecond'), r.slice_until);
        next.updated_at := p_at;
        next.version := (r.version + 1);
        next.status := 'running';
        return;
      end if;
      next.commit_seq := e_seq;
      next.total_fetched := (r.total_fetched + e_fetched);
      next.total_inserted := (r.total_inserted + e_inserted);
      next.total_updated := (r.total_updated + e_updated);
      next.total_skipped := (r.total_skipped + e_unchanged);
      next.total_expected := coalesce(e_total, r.total_expected);
      next.heartbeat_at := p_at;
      next.deadline_at := least((p_at + public.sync_setting('sincro.lease_ms', 60000) * interval '1 millisecond'), r.slice_until);
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'running';
      return;
    end;
  when 'YIELD' then
    declare
      e_fence bigint := (e ->> 'fence')::bigint;
      e_worker text := e ->> 'worker';
      e_reason text := e ->> 'reason';
      e_due_at timestamptz := (e ->> 'dueAt')::timestamptz;
      e_error_code text := e -> 'error' ->> 'code';
      e_error_message text := e -> 'error' ->> 'message';
    begin
      if ((r.status is not distinct from 'continuing') and ((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker))) then
        reason := 'repeated';
        return;
      end if;
      if (((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true) then
        reason := 'fenced';
        return;
      end if;
      if r.status not in ('running') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      if (((((e_reason is not distinct from 'rate_limited') or (e_reason is not distinct from 'dependency')) is not true) and (r.slice_pages is not distinct from 0)) and ((r.attempts < public.sync_setting('sincro.attempts', 5)) is not true)) then
        reason := 'exhausted';
        return;
      end if;
      if ((((e_reason is not distinct from 'rate_limited') or (e_reason is not distinct from 'dependency')) is not true) and (r.slice_pages is not distinct from 0)) then
        next.worker := null;
        next.slice_until := null;
        next.yield_reason := e_reason;
        next.due_at := greatest(p_at, e_due_at);
        next.deadline_at := least((greatest(p_at, e_due_at) + public.sync_setting('sincro.pickup_grace_ms', 60000) * interval '1 millisecond'), (r.progress_at + public.sync_setting('sincro.no_progress_ms', 90000000) * interval '1 millisecond'));
        next.error_code := e_error_code;
        next.error_message := e_error_message;
        next.attempts := (r.attempts + 1);
        next.updated_at := p_at;
        next.version := (r.version + 1);
        next.status := 'continuing';
        return;
      end if;
      next.worker := null;
      next.slice_until := null;
      next.yield_reason := e_reason;
      next.due_at := greatest(p_at, e_due_at);
      next.deadline_at := least((greatest(p_at, e_due_at) + public.sync_setting('sincro.pickup_grace_ms', 60000) * interval '1 millisecond'), (r.progress_at + public.sync_setting('sincro.no_progress_ms', 90000000) * interval '1 millisecond'));
      next.error_code := e_error_code;
      next.error_message := e_error_message;
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'continuing';
      return;
    end;
  when 'COMPLETE' then
    declare
      e_fence bigint := (e ->> 'fence')::bigint;
      e_worker text := e ->> 'worker';
      e_seq bigint := (e ->> 'seq')::bigint;
    begin
      if ((r.status is not distinct from 'completed') and ((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker))) then
        reason := 'repeated';
        return;
      end if;
      if (((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true) then
        reason := 'fenced';
        return;
      end if;
      if r.status not in ('running') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      if ((e_seq is not distinct from r.commit_seq) is not true) then
        reason := 'out_of_order';
        return;
      end if;
      next.worker := null;
      next.deadline_at := null;
      next.due_at := null;
      next.slice_until := null;
      next.yield_reason := null;
      next.completed_at := p_at;
      next.ended_by := e_worker;
      next.error_code := null;
      next.error_message := null;
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'completed';
      return;
    end;
  when 'FAIL' then
    declare
      e_fence bigint := (e ->> 'fence')::bigint;
      e_worker text := e ->> 'worker';
      e_error_code text := e -> 'error' ->> 'code';
      e_error_message text := e -> 'error' ->> 'message';
    begin
      if ((r.status is not distinct from 'failed') and ((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker))) then
        reason := 'repeated';
        return;
      end if;
      if (((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true) then
        reason := 'fenced';
        return;
      end if;
      if r.status not in ('running') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      next.worker := null;
      next.deadline_at := null;
      next.due_at := null;
      next.slice_until := null;
      next.yield_reason := null;
      next.completed_at := p_at;
      next.ended_by := e_worker;
      next.error_code := e_error_code;
      next.error_message := e_error_message;
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'failed';
      return;
    end;
  when 'CANCEL' then
    declare
      e_actor text := e ->> 'actor';
      e_reason text := e ->> 'reason';
    begin
      if (r.status is not distinct from 'cancelled') then
        reason := 'repeated';
        return;
      end if;
      if r.status not in ('running', 'continuing') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      next.worker := null;
      next.deadline_at := null;
      next.due_at := null;
      next.slice_until := null;
      next.yield_reason := null;
      next.completed_at := p_at;
      next.fence := (r.fence + 1);
      next.ended_by := e_actor;
      next.error_code := null;
      next.error_message := e_reason;
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'cancelled';
      return;
    end;
  when 'EXPIRE' then
    declare
      e_release boolean := (e ->> 'release')::boolean;
      e_queue_moves boolean := (e ->> 'queueMoves')::boolean;
    begin
      if r.status not in ('running', 'continuing') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      if ((r.deadline_at <= p_at) is not true) then
        reason := 'not_expired';
        return;
      end if;
      if ((r.progress_at + public.sync_setting('sincro.no_progress_ms', 90000000) * interval '1 millisecond') <= p_at) then
        next.worker := null;
        next.deadline_at := null;
        next.due_at := null;
        next.slice_until := null;
        next.yield_reason := null;
        next.completed_at := p_at;
        next.fence := (r.fence + 1);
        next.ended_by := 'system';
        next.error_code := 'no_progress';
        next.error_message := 'The run made no progress for too long.';
        next.updated_at := p_at;
        next.version := (r.version + 1);
        next.status := 'stale';
        return;
      end if;
      if (((r.worker is null) is not true) and ((((r.silences + 1) < public.sync_setting('sincro.silences', 3)) is not true) or (e_release is not distinct from true))) then
        next.worker := null;
        next.deadline_at := null;
        next.due_at := null;
        next.slice_until := null;
        next.yield_reason := null;
        next.completed_at := p_at;
        next.fence := (r.fence + 1);
        next.ended_by := 'system';
        next.error_code := 'lost_worker';
        next.error_message := 'Its worker went silent without progress, and the run was let go.';
        next.silences := (r.silences + 1);
        next.updated_at := p_at;
        next.version := (r.version + 1);
        next.status := 'stale';
        return;
      end if;
      if ((((r.worker is null) is not true) is not true) and ((((r.due_at + public.sync_setting('sincro.no_worker_ms', 600000) * interval '1 millisecond') <= p_at) and (e_queue_moves is not distinct from false)) or (e_release is not distinct from true))) then
        next.worker := null;
        next.deadline_at := null;
        next.due_at := null;
        next.slice_until := null;
        next.yield_reason := null;
        next.completed_at := p_at;
        next.fence := (r.fence + 1);
        next.ended_by := 'system';
        next.error_code := 'no_worker';
        next.error_message := 'No worker took the run: check that the workers are running.';
        next.updated_at := p_at;
        next.version := (r.version + 1);
        next.status := 'stale';
        return;
      end if;
      if ((r.worker is null) is not true) then
        next.fence := (r.fence + 1);
        next.worker := null;
        next.slice_until := null;
        next.yield_reason := null;
        next.silences := (r.silences + 1);
        next.due_at := p_at;
        next.deadline_at := (p_at + public.sync_setting('sincro.pickup_grace_ms', 60000) * interval '1 millisecond');
        next.updated_at := p_at;
        next.version := (r.version + 1);
        next.status := 'continuing';
        return;
      end if;
      next.fence := (r.fence + 1);
      next.due_at := least(r.due_at, p_at);
      next.deadline_at := (p_at + public.sync_setting('sincro.pickup_grace_ms', 60000) * interval '1 millisecond');
      next.updated_at := p_at;
      next.version := (r.version + 1);
      next.status := 'continuing';
      return;
    end;
  when 'STOPPED' then
    declare
      e_worker text := e ->> 'worker';
    begin
      if ((r.last_worker is not distinct from e_worker) and ((r.stopped_at is null) is not true)) then
        reason := 'repeated';
        return;
      end if;
      if ((r.last_worker is not distinct from e_worker) is not true) then
        reason := 'fenced';
        return;
      end if;
      if r.status not in ('completed', 'failed', 'cancelled', 'stale') then
        reason := case when r.status in ('completed', 'failed', 'cancelled', 'stale') then 'terminal' else 'illegal' end;
        return;
      end if;
      next.stopped_at := p_at;
      next.updated_at := p_at;
      next.version := (r.version + 1);
      return;
    end;
  end case;
  raise exception 'sync_step: no transition of % from % fits', e ->> 'type', r.status;
end
$step$;
comment on function public.sync_step is 'The machine: what an event makes of a run, or why it is refused. It reads and writes no table.';

create or replace function public.sync_event_problem(e jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $problem$
begin
  if jsonb_typeof(e) is distinct from 'object' then return 'the event is not an object'; end if;
  case e ->> 'type'
  when 'CLAIM' then
    if (e - array['type', 'worker'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'worker') = 'string') is not true then return 'worker'; end if;
    if (length(e ->> 'worker') >= 1) is not true then return 'worker'; end if;
    if (length(e ->> 'worker') <= 200) is not true then return 'worker'; end if;
  when 'BEAT' then
    if (e - array['type', 'fence', 'worker'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'fence') = 'number') is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric % 1 = 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric >= 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric <= 9007199254740991) is not true then return 'fence'; end if;
    if (jsonb_typeof(e -> 'worker') = 'string') is not true then return 'worker'; end if;
    if (length(e ->> 'worker') >= 1) is not true then return 'worker'; end if;
    if (length(e ->> 'worker') <= 200) is not true then return 'worker'; end if;
  when 'YIELD' then
    if (e - array['type', 'fence', 'worker', 'reason', 'dueAt', 'error'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'fence') = 'number') is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric % 1 = 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric >= 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric <= 9007199254740991) is not true then return 'fence'; end if;
    if (jsonb_typeof(e -> 'worker') = 'string') is not true then return 'worker'; end if;
    if (length(e ->> 'worker') >= 1) is not true then return 'worker'; end if;
    if (length(e ->> 'worker') <= 200) is not true then return 'worker'; end if;
    if (jsonb_typeof(e -> 'reason') = 'string') is not true then return 'reason'; end if;
    if (e ->> 'reason' in ('budget', 'rate_limited', 'retry', 'dependency')) is not true then return 'reason'; end if;
    if e ? 'dueAt' then
      if (jsonb_typeof(e -> 'dueAt') = 'string') is not true then return 'dueAt'; end if;
      if (e ->> 'dueAt' ~ '^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$') is not true then return 'dueAt'; end if;
    end if;
    if e ? 'error' then
      if (jsonb_typeof(e -> 'error') = 'object') is not true then return 'error'; end if;
      if ((e -> 'error') - array['code', 'message', 'retryable'] = '{}'::jsonb) is not true then return 'error'; end if;
      if (jsonb_typeof((e -> 'error') -> 'code') = 'string') is not true then return 'error.code'; end if;
      if (length((e -> 'error') ->> 'code') >= 1) is not true then return 'error.code'; end if;
      if (length((e -> 'error') ->> 'code') <= 200) is not true then return 'error.code'; end if;
      if (jsonb_typeof((e -> 'error') -> 'message') = 'string') is not true then return 'error.message'; end if;
      if (length((e -> 'error') ->> 'message') <= 2000) is not true then return 'error.message'; end if;
      if (e -> 'error') ? 'retryable' then
        if (jsonb_typeof((e -> 'error') -> 'retryable') = 'boolean') is not true then return 'error.retryable'; end if;
      end if;
    end if;
  when 'COMPLETE' then
    if (e - array['type', 'fence', 'worker', 'seq'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'fence') = 'number') is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric % 1 = 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric >= 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric <= 9007199254740991) is not true then return 'fence'; end if;
    if (jsonb_typeof(e -> 'worker') = 'string') is not true then return 'worker'; end if;
    if (length(e ->> 'worker') >= 1) is not true then return 'worker'; end if;
    if (length(e ->> 'worker') <= 200) is not true then return 'worker'; end if;
    if (jsonb_typeof(e -> 'seq') = 'number') is not true then return 'seq'; end if;
    if ((e ->> 'seq')::numeric % 1 = 0) is not true then return 'seq'; end if;
    if ((e ->> 'seq')::numeric >= 0) is not true then return 'seq'; end if;
    if ((e ->> 'seq')::numeric <= 9007199254740991) is not true then return 'seq'; end if;
  when 'FAIL' then
    if (e - array['type', 'fence', 'worker', 'error'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'fence') = 'number') is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric % 1 = 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric >= 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric <= 9007199254740991) is not true then return 'fence'; end if;
    if (jsonb_typeof(e -> 'worker') = 'string') is not true then return 'worker'; end if;
    if (length(e ->> 'worker') >= 1) is not true then return 'worker'; end if;
    if (length(e ->> 'worker') <= 200) is not true then return 'worker'; end if;
    if (jsonb_typeof(e -> 'error') = 'object') is not true then return 'error'; end if;
    if ((e -> 'error') - array['code', 'message', 'retryable'] = '{}'::jsonb) is not true then return 'error'; end if;
    if (jsonb_typeof((e -> 'error') -> 'code') = 'string') is not true then return 'error.code'; end if;
    if (length((e -> 'error') ->> 'code') >= 1) is not true then return 'error.code'; end if;
    if (length((e -> 'error') ->> 'code') <= 200) is not true then return 'error.code'; end if;
    if (jsonb_typeof((e -> 'error') -> 'message') = 'string') is not true then return 'error.message'; end if;
    if (length((e -> 'error') ->> 'message') <= 2000) is not true then return 'error.message'; end if;
    if (e -> 'error') ? 'retryable' then
      if (jsonb_typeof((e -> 'error') -> 'retryable') = 'boolean') is not true then return 'error.retryable'; end if;
    end if;
  when 'CANCEL' then
    if (e - array['type', 'actor', 'reason'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'actor') = 'string') is not true then return 'actor'; end if;
    if (length(e ->> 'actor') >= 1) is not true then return 'actor'; end if;
    if (length(e ->> 'actor') <= 200) is not true then return 'actor'; end if;
    if e ? 'reason' then
      if (jsonb_typeof(e -> 'reason') = 'string') is not true then return 'reason'; end if;
      if (length(e ->> 'reason') <= 2000) is not true then return 'reason'; end if;
    end if;
  when 'STOPPED' then
    if (e - array['type', 'fence', 'worker'] = '{}'::jsonb) is not true then return 'an unknown key'; end if;
    if (jsonb_typeof(e -> 'fence') = 'number') is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric % 1 = 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric >= 0) is not true then return 'fence'; end if;
    if ((e ->> 'fence')::numeric <= 9007199254740991) is not true then return 'fence'; end if;
    if (jsonb_typeof(e -> 'worker') = 'string') is not true then return 'worker'; end if;
    if (length(e ->> 'worker') >= 1) is not true then return 'worker'; end if;
    if (length(e ->> 'worker') <= 200) is not true then return 'worker'; end if;
  else return 'type';
  end case;
  return null;
end
$problem$;
comment on function public.sync_event_problem is 'Names the field of an event that is not as the schema says; null when all are.';

create or replace function public.sync_put(n public.sync_runs) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('sincro.step', n.id || ':' || n.version, true);
  update public.sync_runs set
    source = n.source,
    account = n.account,
    status = n.status,
    mode = n.mode,
    dry_run = n.dry_run,
    window_start = n.window_start,
    window_end = n.window_end,
    group_id = n.group_id,
    request_id = n.request_id,
    resumed_from = n.resumed_from,
    started_at = n.started_at,
    started_by = n.started_by,
    completed_at = n.completed_at,
    ended_by = n.ended_by,
    stopped_at = n.stopped_at,
    total_fetched = n.total_fetched,
    total_inserted = n.total_inserted,
    total_updated = n.total_updated,
    total_skipped = n.total_skipped,
    total_expected = n.total_expected,
    checkpoint = n.checkpoint,
    error_code = n.error_code,
    error_message = n.error_message,
    metadata = n.metadata,
    fence = n.fence,
    worker = n.worker,
    last_worker = n.last_worker,
    slice = n.slice,
    slice_pages = n.slice_pages,
    claimed_at = n.claimed_at,
    slice_until = n.slice_until,
    deadline_at = n.deadline_at,
    due_at = n.due_at,
    yield_reason = n.yield_reason,
    commit_seq = n.commit_seq,
    silences = n.silences,
    attempts = n.attempts,
    heartbeat_at = n.heartbeat_at,
    progress_at = n.progress_at,
    updated_at = n.updated_at,
    version = n.version
  where id = n.id;
end
$$;
comment on function public.sync_put is 'Writes a run after a step of the machine. The caller holds the row''s lock.';
create or replace function public.sync_insert(n public.sync_runs) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('sincro.step', n.id || ':' || n.version, true);
  insert into public.sync_runs (id, source, account, status, mode, dry_run, window_start, window_end, group_id, request_id, resumed_from, started_at, started_by, completed_at, ended_by, stopped_at, total_fetched, total_inserted, total_updated, total_skipped, total_expected, checkpoint, error_code, error_message, metadata, fence, worker, last_worker, slice, slice_pages, claimed_at, slice_until, deadline_at, due_at, yield_reason, commit_seq, silences, attempts, heartbeat_at, progress_at, updated_at, version)
  values (n.id, n.source, n.account, n.status, n.mode, n.dry_run, n.window_start, n.window_end, n.group_id, n.request_id, n.resumed_from, n.started_at, n.started_by, n.completed_at, n.ended_by, n.stopped_at, n.total_fetched, n.total_inserted, n.total_updated, n.total_skipped, n.total_expected, n.checkpoint, n.error_code, n.error_message, n.metadata, n.fence, n.worker, n.last_worker, n.slice, n.slice_pages, n.claimed_at, n.slice_until, n.deadline_at, n.due_at, n.yield_reason, n.commit_seq, n.silences, n.attempts, n.heartbeat_at, n.progress_at, n.updated_at, n.version)
  on conflict do nothing;
  return found;
end
$$;
comment on function public.sync_insert is 'Inserts a run after START; false when the scope or the request id is taken.';

create or replace function public.sync_guard() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $guard$
declare
  stepped boolean := current_setting('sincro.step', true) is not distinct from new.id || ':' || new.version;
  cancelled record;
  at timestamptz;
begin
  if tg_op = 'INSERT' then
    return case when stepped then new else public.sync_adopt_insert(new) end;
  end if;
  stepped := stepped and new.version = old.version + 1;
  if old.status in ('completed', 'failed', 'cancelled', 'stale') then
    if (new.source, new.account, new.status, new.mode, new.dry_run, new.window_start, new.window_end, new.group_id, new.request_id, new.resumed_from, new.started_at, new.started_by, new.completed_at, new.ended_by, new.total_fetched, new.total_inserted, new.total_updated, new.total_skipped, new.total_expected, new.checkpoint, new.error_code, new.error_message, new.fence, new.worker, new.last_worker, new.slice, new.slice_pages, new.claimed_at, new.slice_until, new.deadline_at, new.due_at, new.yield_reason, new.commit_seq, new.silences, new.attempts, new.heartbeat_at, new.progress_at) is distinct from (old.source, old.account, old.status, old.mode, old.dry_run, old.window_start, old.window_end, old.group_id, old.request_id, old.resumed_from, old.started_at, old.started_by, old.completed_at, old.ended_by, old.total_fetched, old.total_inserted, old.total_updated, old.total_skipped, old.total_expected, old.checkpoint, old.error_code, old.error_message, old.fence, old.worker, old.last_worker, old.slice, old.slice_pages, old.claimed_at, old.slice_until, old.deadline_at, old.due_at, old.yield_reason, old.commit_seq, old.silences, old.attempts, old.heartbeat_at, old.progress_at) then
      raise exception 'sync run % is % and stays so', old.id, old.status
        using errcode = 'SY001', hint = 'An ended run never changes. Start a new one with sync_start, or resume with p_resume_from.';
    end if;
    return new;
  end if;
  if new.status <> old.status and not public.sync_may_become(old.status, new.status) then
    raise exception 'no event leads from % to %', old.status, new.status
      using errcode = 'SY002', hint = 'select * from sync_transitions';
  end if;
  if stepped then
    return new;
  end if;
  if new.status = 'cancelled' and old.status in ('running', 'continuing') then
    if (new.source, new.account, new.mode, new.dry_run, new.window_start, new.window_end, new.group_id, new.request_id, new.resumed_from, new.started_at, new.started_by, new.stopped_at, new.total_fetched, new.total_inserted, new.total_updated, new.total_skipped, new.total_expected, new.checkpoint, new.fence, new.worker, new.last_worker, new.slice, new.slice_pages, new.claimed_at, new.slice_until, new.deadline_at, new.due_at, new.yield_reason, new.commit_seq, new.silences, new.attempts, new.heartbeat_at, new.progress_at, new.version) is distinct from (old.source, old.account, old.mode, old.dry_run, old.window_start, old.window_end, old.group_id, old.request_id, old.resumed_from, old.started_at, old.started_by, old.stopped_at, old.total_fetched, old.total_inserted, old.total_updated, old.total_skipped, old.total_expected, old.checkpoint, old.fence, old.worker, old.last_worker, old.slice, old.slice_pages, old.claimed_at, old.slice_until, old.deadline_at, old.due_at, old.yield_reason, old.commit_seq, old.silences, old.attempts, old.heartbeat_at, old.progress_at, old.version) then
      raise exception 'a hand-written cancel writes status, completed_at and error_message only'
        using errcode = 'SY003', hint = 'update sync_runs set status = ''cancelled'', completed_at = now(), error_message = ''…'' where …';
    end if;
    at := public.sync_now();
    cancelled := public.sync_step(old, jsonb_build_object('type', 'CANCEL', 'actor', 'sql:' || session_user, 'reason', new.error_message), at);
    new.source := (cancelled.next).source;
    new.account := (cancelled.next).account;
    new.status := (cancelled.next).status;
    new.mode := (cancelled.next).mode;
    new.dry_run := (cancelled.next).dry_run;
    new.window_start := (cancelled.next).window_start;
    new.window_end := (cancelled.next).window_end;
    new.group_id := (cancelled.next).group_id;
    new.request_id := (cancelled.next).request_id;
    new.resumed_from := (cancelled.next).resumed_from;
    new.started_at := (cancelled.next).started_at;
    new.started_by := (cancelled.next).started_by;
    new.completed_at := (cancelled.next).completed_at;
    new.ended_by := (cancelled.next).ended_by;
    new.stopped_at := (cancelled.next).stopped_at;
    new.total_fetched := (cancelled.next).total_fetched;
    new.total_inserted := (cancelled.next).total_inserted;
    new.total_updated := (cancelled.next).total_updated;
    new.total_skipped := (cancelled.next).total_skipped;
    new.total_expected := (cancelled.next).total_expected;
    new.checkpoint := (cancelled.next).checkpoint;
    new.error_code := (cancelled.next).error_code;
    new.error_message := (cancelled.next).error_message;
    new.fence := (cancelled.next).fence;
    new.worker := (cancelled.next).worker;
    new.last_worker := (cancelled.next).last_worker;
    new.slice := (cancelled.next).slice;
    new.slice_pages := (cancelled.next).slice_pages;
    new.claimed_at := (cancelled.next).claimed_at;
    new.slice_until := (cancelled.next).slice_until;
    new.deadline_at := (cancelled.next).deadline_at;
    new.due_at := (cancelled.next).due_at;
    new.yield_reason := (cancelled.next).yield_reason;
    new.commit_seq := (cancelled.next).commit_seq;
    new.silences := (cancelled.next).silences;
    new.attempts := (cancelled.next).attempts;
    new.heartbeat_at := (cancelled.next).heartbeat_at;
    new.progress_at := (cancelled.next).progress_at;
    new.updated_at := (cancelled.next).updated_at;
    new.version := (cancelled.next).version;
    perform public.sync_note(old, new, jsonb_build_object('type', 'CANCEL', 'actor', 'sql:' || session_user, 'reason', new.error_message), at);
    return new;
  end if;
  if old.fence = 0 and not ((new.source, new.account, new.mode, new.dry_run, new.window_start, new.window_end, new.group_id, new.request_id, new.resumed_from, new.started_at, new.started_by, new.stopped_at, new.fence, new.worker, new.last_worker, new.slice, new.slice_pages, new.claimed_at, new.slice_until, new.deadline_at, new.due_at, new.yield_reason, new.commit_seq, new.silences, new.attempts, new.heartbeat_at, new.progress_at, new.version) is distinct from (old.source, old.account, old.mode, old.dry_run, old.window_start, old.window_end, old.group_id, old.request_id, old.resumed_from, old.started_at, old.started_by, old.stopped_at, old.fence, old.worker, old.last_worker, old.slice, old.slice_pages, old.claimed_at, old.slice_until, old.deadline_at, old.due_at, old.yield_reason, old.commit_seq, old.silences, old.attempts, old.heartbeat_at, old.progress_at, old.version)) then
    return public.sync_adopt_update(old, new);
  end if;
  if (new.source, new.account, new.status, new.mode, new.dry_run, new.window_start, new.window_end, new.group_id, new.request_id, new.resumed_from, new.started_at, new.started_by, new.completed_at, new.ended_by, new.stopped_at, new.total_fetched, new.total_inserted, new.total_updated, new.total_skipped, new.total_expected, new.checkpoint, new.error_code, new.error_message, new.fence, new.worker, new.last_worker, new.slice, new.slice_pages, new.claimed_at, new.slice_until, new.deadline_at, new.due_at, new.yield_reason, new.commit_seq, new.silences, new.attempts, new.heartbeat_at, new.progress_at, new.updated_at, new.version) is distinct from (old.source, old.account, old.status, old.mode, old.dry_run, old.window_start, old.window_end, old.group_id, old.request_id, old.resumed_from, old.started_at, old.started_by, old.completed_at, old.ended_by, old.stopped_at, old.total_fetched, old.total_inserted, old.total_updated, old.total_skipped, old.total_expected, old.checkpoint, old.error_code, old.error_message, old.fence, old.worker, old.last_worker, old.slice, old.slice_pages, old.claimed_at, old.slice_until, old.deadline_at, old.due_at, old.yield_reason, old.commit_seq, old.silences, old.attempts, old.heartbeat_at, old.progress_at, old.updated_at, old.version) then
    raise exception 'hand-written SQL may only cancel a sync run'
      using errcode = 'SY003', hint = 'Use sync_send, sync_commit, sync_cancel, or set status = ''cancelled''.';
  end if;
  return new;
end
$guard$;
comment on function public.sync_guard is 'Refuses, for every role, what the machine does not allow; a cancel written by hand fences the worker.';
create or replace trigger sync_guard before insert or update on public.sync_runs
  for each row execute function public.sync_guard();
