import { modes, statuses, yieldReasons } from "@sincro/machine";
import { quoteAll } from "@sincro/machine/sql";
import type { Invariant } from "./invariant.ts";
import { active, terminal, wholeRuns } from "./parts.ts";

/** What the rows of `sync_runs` show by themselves. */
export const rowInvariants: readonly Invariant[] = [
  {
    name: "one-active-run",
    promise: "A scope has at most one active run, and never had two at once.",
    sql: `
      select id as run_id, format('%s runs of %s/%s are active', runs, source, account) as detail
      from (
        select id, source, account, count(*) over (partition by source, account) as runs
        from sync_runs where status in ${active}
      ) counted where runs > 1
      union all
      -- In the order of the history, not of the times: a START looks at the clock, and may have to wait before it is made.
      select id, format('started as number %s of the history, when another run of %s/%s was active until number %s', began, source, account, busy_until)
      from (
        select *, max(finished) over (
          partition by source, account order by began rows between unbounded preceding and 1 preceding) as busy_until
        from (
          select r.*, case when status in ${active} then 9223372036854775807 else coalesce((
            select min(e.n) from sync_run_events e where e.run_id = r.id and e.applied and e.to_status in ${terminal}
          ), began) end as finished
          from ${wholeRuns} r
        ) lives
      ) ordered where began < busy_until`,
  },
  {
    name: "known-words",
    promise: "Status, mode and reason of a wait are words of the machine.",
    sql: `
      select id as run_id, format('status %s, mode %s, yield_reason %s', status, mode, yield_reason) as detail
      from sync_runs
      where status not in (${quoteAll(statuses)})
        or (fence > 0 and mode not in (${quoteAll(modes)}))
        or yield_reason not in (${quoteAll(yieldReasons)})`,
  },
  {
    name: "no-negative-counts",
    promise: "No counter of a run is below zero.",
    sql: `
      select id as run_id, format('the smallest of its counters is %s', smallest) as detail
      from (
        select id, least(total_fetched, total_inserted, total_updated, total_skipped, total_expected, fence, slice,
          slice_pages, commit_seq, silences, attempts, version) as smallest
        from sync_runs
      ) counted where smallest < 0`,
  },
  {
    name: "active-has-deadline",
    promise: "Every active run has a deadline.",
    sql: `
      select id as run_id, format('%s without deadline_at', status) as detail
      from sync_runs where status in ${active} and deadline_at is null`,
  },
  {
    name: "holder-is-bounded",
    promise: "Whoever holds a run holds it until the end of its slice at most.",
    sql: `
      select id as run_id,
        format('%s, worker %s, slice until %s, deadline %s', status, coalesce(worker, 'nobody'), slice_until, deadline_at) as detail
      from sync_runs
      where status in ${active} and fence > 0 and case when worker is null then slice_until is not null
        else (status = 'running' and last_worker = worker and claimed_at is not null and due_at is null
          and deadline_at <= slice_until) is not true end`,
  },
  {
    name: "ended-holds-nothing",
    promise: "An ended run has the moment of its end, and no worker, deadline, due time or slice.",
    sql: `
      select id as run_id,
        format('%s at %s, worker %s, deadline %s, due %s, slice until %s', status, completed_at, coalesce(worker, 'nobody'), deadline_at, due_at, slice_until) as detail
      from sync_runs
      where (status in ${terminal} and (completed_at is null or num_nonnulls(worker, deadline_at, due_at, slice_until, yield_reason) > 0))
        or (status in ${active} and fence > 0 and num_nonnulls(completed_at, ended_by, stopped_at) > 0)`,
  },
];
