-- A project's own table and functions, for tests.

create table public.their_orders (id text primary key check (id <> 'bad'));

create function public.commit_orders(
  p_run_id uuid, p_fence bigint, p_worker text, p_seq bigint, p_records jsonb, p_checkpoint jsonb, p_total bigint default null
) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_answer jsonb := public.sync_commit(p_run_id, p_fence, p_worker, p_seq, '[]', p_checkpoint, p_total);
begin
  if (v_answer ->> 'applied')::boolean then
    insert into public.their_orders (id) select r.id from jsonb_to_recordset(p_records) as r (id text) order by r.id;
  end if;
  return v_answer;
end
$$;

-- It forgets to say what sync_commit said.
create function public.commit_badly(
  p_run_id uuid, p_fence bigint, p_worker text, p_seq bigint, p_records jsonb, p_checkpoint jsonb, p_total bigint default null
) returns jsonb language sql as $$ select '{"ok": true}'::jsonb $$;
