-- Generated from packages/store/migrations/0021-schedules.sql by `npm run generate`. Do not edit.

do $$
begin
  if exists (select from public.sync_migrations where name = '0021-schedules') then
    raise exception '0021-schedules has been applied by `sincro migrate`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('0021-schedules', 'e2f319f808bf3af042d93337b4625509baf9b104f95308e3360284959cac11b8');
end
$$;

-- The sweep on a schedule of the database: pg_cron calls the command center through pg_net. The function that is called
-- sweeps, signs and sends the hand-offs; SQL never holds the signing key. Address and token are read from Supabase Vault
-- at each call: neither is in cron.job, nor in a log of statements. A call that gets lost is made good by the next.

alter table public.sync_sweeper add column if not exists call_id bigint;
alter table public.sync_sweeper add column if not exists called_at timestamptz;
comment on column public.sync_sweeper.call_id is 'The last call of the schedule: the id of pg_net''s request.';

-- The pieces that are not here, or not for this role. A name is looked up in the catalog: asking for it by name would
-- itself be refused where the schema may not be used.
create or replace function public.sync_schedule_lacks() returns text[]
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  v_lacks text[] := '{}';
  v_name text;
  v_there boolean;
begin
  if not exists (
    select from pg_proc f join pg_namespace n on n.oid = f.pronamespace
    where n.nspname = 'cron' and f.proname = 'schedule' and f.pronargs = 3 and has_schema_privilege(n.oid, 'usage')
      and has_function_privilege(f.oid, 'execute')
  ) then
    v_lacks := v_lacks || 'pg_cron'::text;
  end if;
  if not exists (
    select from pg_proc f join pg_namespace n on n.oid = f.pronamespace
    where n.nspname = 'net' and f.proname = 'http_post' and has_schema_privilege(n.oid, 'usage')
      and has_function_privilege(f.oid, 'execute')
  ) then
    v_lacks := v_lacks || 'pg_net'::text;
  end if;
  if not exists (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'vault' and c.relname = 'decrypted_secrets' and has_schema_privilege(n.oid, 'usage')
      and has_table_privilege(c.oid, 'select')
  ) then
    return v_lacks || 'vault'::text;
  end if;
  foreach v_name in array array['SUPABASE_URL', 'SINCRO_CRON_TOKEN'] loop
    execute 'select exists (select from vault.decrypted_secrets where name = $1 and decrypted_secret ~ $2)'
      into v_there
      using v_name, case v_name when 'SUPABASE_URL' then '^https?://[^/\s]+/*$' else '^[\x21-\x7e]{16,}$' end;
    if not v_there then
      v_lacks := v_lacks || v_name;
    end if;
  end loop;
  return v_lacks;
end
$$;
comment on function public.sync_schedule_lacks is 'What sync_schedule needs and does not find: pg_cron, pg_net, vault, SUPABASE_URL, SINCRO_CRON_TOKEN.';

create or replace function public.sync_schedule_advice(p_lack text) returns text
language sql immutable set search_path = pg_catalog as $$
  select case p_lack
    when 'pg_cron' then 'enable the extension pg_cron 1.3 or newer in this database, and grant usage on schema cron to the owner of these functions'
    when 'pg_net' then 'enable the extension pg_net, and grant usage on schema net to the owner of these functions'
    when 'vault' then 'enable Supabase Vault, and let the owner of these functions read vault.decrypted_secrets'
    when 'SUPABASE_URL' then 'keep the project''s address in Vault: select vault.create_secret(''https://….supabase.co'', ''SUPABASE_URL'')'
    else 'keep in Vault the token that the functions have as SINCRO_CRON_TOKEN (16 visible characters or more): select vault.create_secret(''…'', ''SINCRO_CRON_TOKEN'')'
  end
$$;

-- One call: what the job does. It may fail, and pg_cron notes why; it may get lost, and the next one is 30 s away.
create or replace function public.sync_call_sweep() returns bigint
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_lacks text[] := public.sync_schedule_lacks();
  v_url text;
  v_token text;
  v_call bigint;
begin
  v_lacks := array_remove(v_lacks, 'pg_cron');
  if v_lacks <> '{}' then
    raise exception 'the sweep cannot be called: % is missing', array_to_string(v_lacks, ', ') using errcode = '55000',
      hint = (select string_agg(public.sync_schedule_advice(l), '; ') from unnest(v_lacks) l);
  end if;
  select decrypted_secret into v_url from vault.decrypted_secrets where name = 'SUPABASE_URL';
  select decrypted_secret into v_token from vault.decrypted_secrets where name = 'SINCRO_CRON_TOKEN';
  v_call := net.http_post(
    url := rtrim(v_url, '/') || '/functions/v1/sync-command-center',
    body := '{"sweep": true}'::jsonb,
    headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_token),
    -- Less than two ticks of 30 s; a function that is cold needs seconds.
    timeout_milliseconds := 25000);
  update public.sync_sweeper set call_id = v_call, called_at = public.sync_now();
  perform public.sync_forget_calls();
  return v_call;
end
$$;
comment on function public.sync_call_sweep is 'What the schedule does: asks the command center for a sweep, with the token that Vault holds.';

-- pg_cron keeps a row of every call for ever: 2,880 a day. The newest hundred are enough to look at.
create or replace function public.sync_forget_calls() returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from cron.job_run_details d using cron.job j
  where j.jobname = 'sync_sweep' and d.jobid = j.jobid and d.runid < (
    select k.runid from cron.job_run_details k where k.jobid = j.jobid order by k.runid desc offset 99 limit 1);
exception when undefined_table or invalid_schema_name or insufficient_privilege then
  null; -- another scheduler called, or pg_cron lets us not: its notes are its own.
end
$$;

-- pg_cron takes seconds from 1.5 on; before, a minute is the shortest.
create or replace function public.sync_schedule() returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_lacks text[] := public.sync_schedule_lacks();
  v_version integer[];
  v_seconds integer := greatest(1, round(public.sync_setting('sincro.sweep_ms', 30000) / 1000));
begin
  if v_lacks <> '{}' then
    raise exception 'sync_schedule: % is missing', array_to_string(v_lacks, ', ') using errcode = '55000',
      hint = (select string_agg(public.sync_schedule_advice(l), '; ') from unnest(v_lacks) l);
  end if;
  select string_to_array(substring(extversion from '^\d+\.\d+'), '.') into v_version
  from pg_extension where extname = 'pg_cron';
  -- A job that somebody switched off stays off when it is changed.
  perform cron.unschedule(jobid) from cron.job where jobname = 'sync_sweep' and username = current_user and not active;
  perform cron.schedule('sync_sweep',
    case when v_version >= '{1,5}' and v_seconds < 60 then v_seconds || ' seconds' else '* * * * *' end,
    'select public.sync_call_sweep()');
  return public.sync_schedule_state();
end
$$;
comment on function public.sync_schedule is 'Has pg_cron call the sweep: every 30 s from pg_cron 1.5 on, else every minute. Called again, it changes the one job there is.';

create or replace function public.sync_unschedule() returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not 'pg_cron' = any (public.sync_schedule_lacks()) then
    perform cron.unschedule(jobid) from cron.job where jobname = 'sync_sweep' and username = current_user;
  end if;
  return public.sync_schedule_state();
end
$$;
comment on function public.sync_unschedule is 'Takes the job of sync_schedule away, if there is one.';

create or replace function public.sync_schedule_state() returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_lacks text[] := public.sync_schedule_lacks();
  v_sweeper public.sync_sweeper;
  v_job jsonb;
  v_ran jsonb;
  v_answer jsonb;
begin
  select * into v_sweeper from public.sync_sweeper;
  if not 'pg_cron' = any (v_lacks) then
    select jsonb_build_object('schedule', j.schedule, 'active', j.active) into v_job
    from cron.job j where j.jobname = 'sync_sweep' and j.username = current_user;
    select jsonb_build_object('at', d.start_time, 'status', d.status, 'message', d.return_message) into v_ran
    from cron.job_run_details d join cron.job j on j.jobid = d.jobid
    where j.jobname = 'sync_sweep' and j.username = current_user and d.status in ('succeeded', 'failed')
    order by d.runid desc limit 1;
  end if;
  if not 'pg_net' = any (v_lacks) and v_sweeper.call_id is not null then
    begin
      select jsonb_build_object('status', a.status_code, 'error', a.error_msg) into v_answer
      from net._http_response a where a.id = v_sweeper.call_id;
    exception when undefined_table or undefined_column or insufficient_privilege then
      null; -- pg_net keeps its answers elsewhere, or for others: the sweep's own time says whether it works.
    end;
  end if;
  return jsonb_build_object(
    'now', public.sync_now(),
    'sweptAt', v_sweeper.swept_at,
    'cron', (select extversion from pg_extension where extname = 'pg_cron'),
    'lacks', to_jsonb(v_lacks),
    'job', v_job,
    'ran', v_ran,
    'calledAt', v_sweeper.called_at,
    'answer', v_answer);
end
$$;
comment on function public.sync_schedule_state is 'Whether there is a job, its schedule, pg_cron''s version, how the last call went, and when the sweep last ran.';

do $$
declare
  v_function regprocedure;
  v_service boolean := exists (select from pg_roles where rolname = 'service_role');
  v_browsers boolean := exists (select from pg_roles where rolname = 'authenticated');
begin
  for v_function in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace
      and proname in ('sync_schedule_lacks', 'sync_schedule_advice', 'sync_call_sweep', 'sync_forget_calls', 'sync_schedule', 'sync_unschedule', 'sync_schedule_state')
  loop
    execute format('revoke all on function %s from public', v_function);
    if v_service then
      execute format('grant execute on function %s to service_role', v_function);
    end if;
    if v_browsers then
      execute format('revoke all on function %s from anon, authenticated', v_function);
    end if;
  end loop;
end
$$;
