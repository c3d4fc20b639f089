import type { Client } from "pg";

/** Names do not begin with `sync_`: who looks at Sincro's own functions does not meet these. */
const table = `
  create table audit_entries (
    n bigint generated always as identity primary key,
    what text not null,
    operation text not null,
    source text,
    account text,
    run_id uuid,
    before jsonb,
    after jsonb,
    rows bigint,
    status text,
    fence bigint,
    closed_status text,
    closed_fence bigint,
    closed_by_us boolean
  );
  create index audit_entries_scope on audit_entries (source, account);
  create index audit_runs_scope on sync_runs (source, account);
  grant select on audit_entries to public`;

const begin = "returns trigger language plpgsql security definer set search_path = public as";

const runs = `
  create function audit_run() ${begin} $$
  declare
    run sync_runs := case when tg_op = 'DELETE' then old else new end;
  begin
    insert into audit_entries (what, operation, source, account, run_id, before, after)
    values ('run', tg_op, run.source, run.account, run.id,
      case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
    return null;
  end $$;
  create trigger audit_run after insert or update or delete on sync_runs for each row execute function audit_run()`;

/**
 * One entry per statement and run: who wrote, and what that run was at that moment. A mark that a record is missing is
 * no writing of it: its run is an earlier one.
 */
const records = `
  create function audit_records() ${begin} $$
  begin
    insert into audit_entries (what, operation, source, account, run_id, rows, status, fence)
    select 'records', tg_op, w.source, w.account, w.run_id, w.rows, r.status, r.fence
    from (select source, account, run_id, count(*) as rows from touched group by source, account, run_id) w
    left join sync_runs r on r.id = w.run_id;
    return null;
  end $$;
  create trigger audit_inserted after insert on sync_records
    referencing new table as touched for each statement execute function audit_records();
  create function audit_changed_records() ${begin} $$
  begin
    insert into audit_entries (what, operation, source, account, run_id, rows, status, fence)
    select 'records', tg_op, w.source, w.account, w.run_id, w.rows, r.status, r.fence
    from (
      select source, account, run_id, count(*) as rows from (
        select source, account, object, external_id, data, updated_at, hash, run_id, synced_at from touched
        except
        select source, account, object, external_id, data, updated_at, hash, run_id, synced_at from untouched
      ) changed group by source, account, run_id
    ) w
    left join sync_runs r on r.id = w.run_id;
    return null;
  end $$;
  create trigger audit_updated after update on sync_records
    referencing old table as untouched new table as touched for each statement execute function audit_changed_records();
  create trigger audit_deleted after delete on sync_records
    referencing old table as touched for each statement execute function audit_records()`;

/** Looks again when the transaction is about to commit: between its check and that, somebody may have ended the run. */
const close = `
  create function audit_close() ${begin} $$
  begin
    update audit_entries a set closed_status = r.status, closed_fence = r.fence,
      closed_by_us = r.xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296
    from sync_runs r where a.n = new.n and r.id = a.run_id;
    return null;
  end $$;
  create constraint trigger audit_close after insert on audit_entries deferrable initially deferred
    for each row when (new.what = 'records') execute function audit_close()`;

const truncations = `
  create function audit_truncate() ${begin} $$
  begin
    insert into audit_entries (what, operation) values (tg_table_name, tg_op);
    return null;
  end $$;
  create trigger audit_truncated after truncate on sync_runs for each statement execute function audit_truncate();
  create trigger audit_truncated after truncate on sync_records for each statement execute function audit_truncate();
  create trigger audit_truncated after truncate on sync_run_events for each statement execute function audit_truncate()`;

/** Also for sessions that work as replicas, whom ordinary triggers let pass. */
const always = `
  do $$ declare t record; begin
    for t in select tgname, tgrelid::regclass as found from pg_trigger where tgname like 'audit\\_%' and not tgisinternal loop
      execute format('alter table %s enable always trigger %I', t.found, t.tgname);
    end loop;
  end $$`;

/**
 * Puts a witness into a test database: everything that happens to `sync_runs` and `sync_records` is written down, in
 * order, whoever writes and whichever guards were taken away. What rolls back leaves no trace. Ask
 * {@link auditViolations} afterwards.
 *
 * @param admin a superuser's session
 * @example
 * ```ts
 * await installAudit(scene.admin)
 * ```
 */
export async function installAudit(admin: Pick<Client, "query">): Promise<void> {
  for (const statements of [table, runs, records, close, truncations, always]) await admin.query(statements);
}
