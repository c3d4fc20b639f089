import { activeStatuses, terminalStatuses } from "@sincro/machine";
import { quoteAll } from "@sincro/machine/sql";
import type { InvariantViolation, Query } from "@sincro/store/invariants";
import type { Scope } from "../explorer/scenario.ts";

const active = `(${quoteAll(activeStatuses)})`;
const terminal = `(${quoteAll(terminalStatuses)})`;
/** Columns of an ended run that may still change: the worker's receipt, and what goes with any change. */
const free = "array['stopped_at', 'updated_at', 'version', 'metadata']";

/** From when to when, in the order of the audit, a run was active. */
const lives = `(
  select source, account, run_id, n as began, coalesce((
    select min(e.n) from entries e
    where e.run_id = b.run_id and e.what = 'run' and e.n > b.n and coalesce(e.after ->> 'status', 'deleted') not in ${active}
  ), 9223372036854775807) as ended
  from entries b
  where what = 'run' and after ->> 'status' in ${active} and coalesce(before ->> 'status', 'none') not in ${active}
)`;

/** What only a witness can tell, by the name of the invariant that it breaks. */
const findings = {
  "one-active-run": `
    select l.began as n, l.run_id, format('active while run %s of its scope was', o.run_id) as detail
    from ${lives} l join ${lives} o on o.source = l.source and o.account = l.account and o.run_id <> l.run_id
      and o.began < l.began and l.began < o.ended`,
  "ended-for-good": `
    select n, run_id, format('it was %s, and then %s', before ->> 'status', (
      select string_agg(format('%s = %s', key, coalesce(value, 'null')), ', ' order by key)
      from jsonb_each_text(after - ${free}) a where value is distinct from before ->> key)) as detail
    from entries
    where what = 'run' and operation = 'UPDATE' and before ->> 'status' in ${terminal} and before - ${free} <> after - ${free}`,
  "no-write-after-fence": `
    select n, run_id, format('%s records written when it was %s with fence %s, committed when it was %s with fence %s',
      rows, status, fence, coalesce(closed_status, 'gone'), closed_fence) as detail
    from entries
    where what = 'records' and operation <> 'DELETE' and (status in ${terminal}
      or (not closed_by_us and (closed_status in ${terminal} or closed_fence <> fence)))`,
  "fence-moves-on": `
    select n, run_id, format('the fence fell from %s to %s', before ->> 'fence', after ->> 'fence') as detail
    from entries
    where what = 'run' and operation = 'UPDATE' and (after ->> 'fence')::bigint < (before ->> 'fence')::bigint`,
  "counters-add-up": `
    select n, run_id, format('fetched fell from %s to %s', before ->> 'total_fetched', after ->> 'total_fetched') as detail
    from entries
    where what = 'run' and operation = 'UPDATE' and (after ->> 'total_fetched')::bigint < (before ->> 'total_fetched')::bigint`,
  "nothing-vanishes": `
    select n, run_id, case when operation = 'TRUNCATE' then format('%s was emptied', what)
      when what = 'run' then format('deleted when it was %s', before ->> 'status')
      else format('%s records deleted', rows) end as detail
    from entries
    where operation = 'TRUNCATE' or (operation = 'DELETE' and (what = 'records' or before ->> 'status' in ${active}))`,
} as const;

/**
 * What the witness of {@link installAudit} saw and a final state cannot show: an ended run that changed, records
 * written by a run that was over or fenced, two active runs at once, counters or fences that fell, rows that vanished.
 *
 * @param scope only this scope; without it all, truncations included
 * @returns in the order in which it happened
 * @example
 * ```ts
 * expect(await auditViolations((sql, values) => scene.admin.query(sql, values), scope)).toEqual([])
 * ```
 */
export async function auditViolations(query: Query, scope?: Scope): Promise<readonly InvariantViolation[]> {
  const where = scope === undefined ? "" : " where source = $1 and account = $2";
  const asked = Object.entries(findings).map(
    ([name, sql]) => `select '${name}' as invariant, v.n, v.run_id, v.detail from (${sql}) v`,
  );
  const { rows } = await query(
    `with entries as materialized (select * from audit_entries${where}) ${asked.join(" union all ")} order by n, invariant`,
    scope === undefined ? [] : [scope.source, scope.account],
  );
  return (rows as { invariant: string; run_id: string | null; detail: string }[]).map(
    ({ invariant, run_id, detail }) => ({ invariant, runId: run_id, detail }),
  );
}
