/**
 * Puts a clock that a test can move before the database's own: for every session at once, and only forwards. Minutes of
 * silence pass in no time, and no two sessions ever disagree, as they would by `sincro.clock_offset`.
 */
export const movableClock = `
  create schema test;
  create table test.clock (ahead_ms bigint not null);
  insert into test.clock values (0);
  alter function public.sync_now() rename to sync_own_now;
  create function public.sync_now() returns timestamptz language sql volatile as $$
    select public.sync_own_now() + (select ahead_ms from test.clock) * interval '1 millisecond'
  $$;`;

/** Moves it on by so many milliseconds. */
export const moveClock = "update test.clock set ahead_ms = ahead_ms + $1";
