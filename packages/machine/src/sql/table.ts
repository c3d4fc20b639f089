import { type ColumnName, columns, modes, yieldReasons } from "../columns.ts";
import { elapsed, now } from "../expression/index.ts";
import { ownColumns, since } from "../history.ts";
import { type Policy, policy, settingName } from "../policy.ts";
import { activeStatuses, type RunState, resumableStatuses, states, statuses, terminalStatuses } from "../status.ts";
import { transitionsFrom } from "../transitions.ts";
import { print, quote, quoteAll } from "./print.ts";

const names = Object.keys(columns) as ColumnName[];
const mutable = names.filter((name) => name !== "id");

/** The columns that no hand-written statement may change: all of the machine's. */
export const protectedColumns: readonly ColumnName[] = mutable.filter((name) => name !== "metadata");

/** What a column must hold so that every reader can read the row, by the column's kind; nothing for the other kinds. */
const readable: Readonly<Record<string, string>> = {
  mode: `in (${quoteAll(modes)})`,
  yield: `in (${quoteAll(yieldReasons)})`,
  int: `between 0 and ${Number.MAX_SAFE_INTEGER}`,
  time: "between '0001-01-01 00:00:00+00' and '9999-12-31 23:59:59.999+00'",
};

function readableRow(): string {
  const conditions = names.flatMap((name) => {
    const condition = readable[columns[name].replace("?", "")];
    return condition === undefined ? [] : [`${name} ${condition}`];
  });
  return conditions.join("\n  and ");
}

/** The constraints on `status` and on what no reader could read, and the index that keeps a scope to one active run. */
export function constraints(): string {
  const active = quoteAll(activeStatuses);
  return `alter table public.sync_runs drop constraint if exists sync_runs_status;
alter table public.sync_runs add constraint sync_runs_status check (status in (${quoteAll(statuses)}));
alter table public.sync_runs drop constraint if exists sync_runs_readable;
alter table public.sync_runs add constraint sync_runs_readable check (
  ${readableRow()});
create unique index if not exists sync_runs_active on public.sync_runs (source, account) where status in (${active});`;
}

/** The transition table, as data to read and as the function that the guard trigger asks. */
export function transitionTable(): string {
  const rows = states.flatMap((state: RunState) => transitionsFrom(state));
  const values = [
    ...new Set(
      rows.map(({ from, event, to }) => `  (${from === "idle" ? "null" : quote(from)}, ${quote(event)}, ${quote(to)})`),
    ),
  ];
  const steps = [
    ...new Set(rows.filter(({ from }) => from !== "idle").map(({ from, to }) => `(${quote(from)}, ${quote(to)})`)),
  ];
  return `create table if not exists public.sync_transitions (
  from_status text,
  event text not null,
  to_status text not null,
  unique nulls not distinct (from_status, event, to_status)
);
comment on table public.sync_transitions is 'Every step of the machine; from_status is null for START. Generated: to read, not to edit.';
truncate public.sync_transitions;
insert into public.sync_transitions (from_status, event, to_status) values
${values.join(",\n")};
create or replace function public.sync_may_become(p_from text, p_to text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select (p_from, p_to) in (${steps.join(", ")})
$$;
comment on function public.sync_may_become is 'Whether some event leads from one status to the other.';`;
}

/** Small facts as functions, so that hand-written SQL repeats none of them. */
export function facts(): string {
  const is = (
    name: string,
    list: readonly string[],
    says: string,
  ) => `create or replace function public.${name}(p_status text) returns boolean
language sql immutable parallel safe as $$ select p_status in (${quoteAll(list)}) $$;
comment on function public.${name} is ${quote(says)};`;
  const elapsedSince = Object.entries(since).map(
    ([type, from]) => `    when ${quote(type)} then ${print(elapsed(from, now))}`,
  );
  const settings = (Object.keys(policy) as (keyof Policy)[]).map(
    (name) => `    ${quote(name)}, public.sync_setting(${quote(settingName(name))}, ${policy[name]})`,
  );
  return [
    is("sync_is_active", activeStatuses, "Whether a run in this status holds its scope."),
    is("sync_is_terminal", terminalStatuses, "Whether a run in this status is over."),
    is("sync_is_resumable", resumableStatuses, "Whether a new run may go on from a run in this status."),
    `create or replace function public.sync_policy() returns jsonb
language sql stable set search_path = pg_catalog as $$
  select jsonb_build_object(
${settings.join(",\n")}
  )
$$;
comment on function public.sync_policy is 'The numbers in force: the machine''s, unless a setting of the database (sincro.lease_ms …) says otherwise.';
create or replace function public.sync_elapsed(r public.sync_runs, p_type text, p_at timestamptz) returns bigint
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case p_type
${elapsedSince.join("\n")}
  end
$$;
comment on function public.sync_elapsed is 'The milliseconds that an event ends: a wait, a page, a slice, a silence.';
create or replace function public.sync_detail(e jsonb) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select coalesce(jsonb_object_agg(key, value) filter (where value <> 'null'), '{}')
  from jsonb_each(e - array[${quoteAll(ownColumns)}])
$$;
comment on function public.sync_detail is 'What the history keeps of an event beside its own columns.';`,
  ].join("\n");
}

/** The two statements that write a run. Both tell the guard trigger that they come from a step of the machine. */
export function writes(): string {
  return `create or replace function public.sync_put(n public.sync_runs) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('sincro.step', n.id || ':' || n.version, true);
  update public.sync_runs set
${mutable.map((name) => `    ${name} = n.${name}`).join(",\n")}
  where id = n.id;
end
$$;
comment on function public.sync_put is 'Writes a run after a step of the machine. The caller holds the row''s lock.';
create or replace function public.sync_insert(n public.sync_runs) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('sincro.step', n.id || ':' || n.version, true);
  insert into public.sync_runs (${names.join(", ")})
  values (${names.map((name) => `n.${name}`).join(", ")})
  on conflict do nothing;
  return found;
end
$$;
comment on function public.sync_insert is 'Inserts a run after START; false when the scope or the request id is taken.';`;
}
