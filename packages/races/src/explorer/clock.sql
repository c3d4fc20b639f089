-- Test-only: a clock that moves by a millisecond whenever somebody looks at it, so that the same schedule reads the
-- same times, in the same order, however long it takes.
create sequence race_clock;
grant usage, update on sequence race_clock to public;
select set_config('race.began', to_jsonb(date_trunc('milliseconds', clock_timestamp())) #>> '{}', false);
do $do$
begin
  execute format($sql$
    create or replace function public.sync_now() returns timestamptz language sql volatile as $$
      select %L::timestamptz
        + (pg_catalog.nextval('public.race_clock') + public.sync_setting('sincro.clock_offset', 0)) * interval '1 millisecond'
    $$ $sql$, current_setting('race.began'));
end
$do$;
