-- Test-only: what follows a race. Nobody races any more; a sweeper sweeps, a healthy worker takes what is due, the
-- clock goes on. Answers how many runs of the source are still active after that many rounds (none, or they are stuck)
-- and which were given up though nobody let go of them and fewer than three of their workers were lost.
create function race_drain(p_source text, p_rounds int) returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_run sync_runs;
  v_step jsonb;
  v_rounds int := 0;
begin
  for v_round in 1..p_rounds loop
    exit when not exists (select from sync_runs where source = p_source and sync_is_active(status));
    v_rounds := v_round;
    perform sync_sweep();
    for v_run in
      select * from sync_runs
      where source = p_source and sync_is_active(status) and worker is null and due_at <= sync_now() order by id
    loop
      v_step := sync_send(v_run.id, jsonb_build_object('type', 'CLAIM', 'worker', 'drain ' || v_round)) -> 'run';
      perform sync_commit(v_run.id, (v_step ->> 'fence')::bigint, 'drain ' || v_round,
        (v_step ->> 'commit_seq')::bigint + 1, '[{"object": "customer", "id": "last", "data": {}}]', '{"page": "last"}');
      perform sync_send(v_run.id, jsonb_build_object('type', 'COMPLETE', 'fence', v_step -> 'fence',
        'worker', 'drain ' || v_round, 'seq', (v_step ->> 'commit_seq')::bigint + 1));
    end loop;
    -- A lease and a pickup grace later.
    perform setval('race_clock', nextval('race_clock') + 61000);
  end loop;
  return jsonb_build_object(
    'rounds', v_rounds,
    'active', (select count(*) from sync_runs where source = p_source and sync_is_active(status)),
    'given_up', (
      select coalesce(jsonb_agg(format('run %s: %s', r.id, r.error_code)), '[]') from sync_runs r
      where source = p_source and status = 'stale' and silences < 3 and not exists (
        select from sync_run_events e where e.run_id = r.id and e.event = 'EXPIRE' and e.detail ? 'release')
    ),
    'accounts', (select coalesce(jsonb_agg(distinct account), '[]') from sync_runs where source = p_source));
end
$$;
