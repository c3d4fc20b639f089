-- Test-only: what an instrumented database has beside Sincro's own. Nothing here is ever part of a migration.

-- Runs are numbered in the order in which they begin, so that a schedule played again locks them in the same order.
create sequence race_ids;
create function race_uuid() returns uuid
language sql volatile as $$
  select ('00000000-0000-4000-8000-' || lpad(to_hex(nextval('public.race_ids')), 12, '0'))::uuid
$$;

-- One sequence for each of eight actors: a number that no rollback takes back.
create sequence race_pause_1; create sequence race_pause_2; create sequence race_pause_3; create sequence race_pause_4;
create sequence race_pause_5; create sequence race_pause_6; create sequence race_pause_7; create sequence race_pause_8;

-- Says where it is, at once (a notice is flushed), and waits for the lock of this pause's parity. The controller
-- holds the lock of the pause to come before it lets go of this one, so an actor can never run through.
create function race_pause(p_label text) returns boolean
language plpgsql volatile set search_path = pg_catalog as $$
declare
  v_actor int := current_setting('race.actor');
  v_number bigint := nextval('public.race_pause_' || v_actor);
begin
  raise notice 'race % %', v_number, p_label;
  perform pg_advisory_lock(7100 + v_actor, (v_number % 2)::int);
  perform pg_advisory_unlock(7100 + v_actor, (v_number % 2)::int);
  return true;
end
$$;

grant usage on all sequences in schema public to public;
