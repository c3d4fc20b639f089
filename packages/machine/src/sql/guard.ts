import type { ColumnName } from "../columns.ts";
import { activeStatuses, terminalStatuses } from "../status.ts";
import { quoteAll } from "./print.ts";
import { protectedColumns } from "./table.ts";

const row = (alias: string, names: readonly ColumnName[]) => `(${names.map((name) => `${alias}.${name}`).join(", ")})`;
const changed = (names: readonly ColumnName[]) => `${row("new", names)} is distinct from ${row("old", names)}`;

const afterTheEnd: readonly ColumnName[] = ["stopped_at", "updated_at", "version"];
/** What hand-written SQL may say beside `status = 'cancelled'`: the machine writes its own values over them. */
const besideCancel: readonly ColumnName[] = [
  "status",
  "completed_at",
  "error_message",
  "error_code",
  "ended_by",
  "updated_at",
];
/** What code that inserted its run itself may write; the rest stays the machine's. */
const olderCode: readonly ColumnName[] = [
  ...besideCancel,
  "checkpoint",
  "total_fetched",
  "total_inserted",
  "total_updated",
  "total_skipped",
  "total_expected",
];
const except = (names: readonly ColumnName[]) => protectedColumns.filter((name) => !names.includes(name));

/** The guard trigger: the generated transition table for every writer, hand-written SQL and superusers included. */
export function guardTrigger(): string {
  return `create or replace function public.sync_guard() returns trigger
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
  if old.status in (${quoteAll(terminalStatuses)}) then
    if ${changed(except(afterTheEnd))} then
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
  if new.status = 'cancelled' and old.status in (${quoteAll(activeStatuses)}) then
    if ${changed(except(besideCancel))} then
      raise exception 'a hand-written cancel writes status, completed_at and error_message only'
        using errcode = 'SY003', hint = 'update sync_runs set status = ''cancelled'', completed_at = now(), error_message = ''…'' where …';
    end if;
    at := public.sync_now();
    cancelled := public.sync_step(old, jsonb_build_object('type', 'CANCEL', 'actor', 'sql:' || session_user, 'reason', new.error_message), at);
${protectedColumns.map((name) => `    new.${name} := (cancelled.next).${name};`).join("\n")}
    perform public.sync_note(old, new, jsonb_build_object('type', 'CANCEL', 'actor', 'sql:' || session_user, 'reason', new.error_message), at);
    return new;
  end if;
  if old.fence = 0 and not (${changed(except(olderCode))}) then
    return public.sync_adopt_update(old, new);
  end if;
  if ${changed(protectedColumns)} then
    raise exception 'hand-written SQL may only cancel a sync run'
      using errcode = 'SY003', hint = 'Use sync_send, sync_commit, sync_cancel, or set status = ''cancelled''.';
  end if;
  return new;
end
$guard$;
comment on function public.sync_guard is 'Refuses, for every role, what the machine does not allow; a cancel written by hand fences the worker.';
create or replace trigger sync_guard before insert or update on public.sync_runs
  for each row execute function public.sync_guard();`;
}
