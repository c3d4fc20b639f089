import type { Invariant } from "./invariant.ts";
import { active, lastSteps, machineSteps, steps, terminal, wholeRuns } from "./parts.ts";

/** What the history shows, and whether the rows agree with it. */
export const historyInvariants: readonly Invariant[] = [
  {
    name: "history-is-a-path",
    promise: "The history of a run is a path of the machine from START to where its row is.",
    sql: `
      select run_id, format('entry %s: %s from %s to %s, after %s', n, event, coalesce(from_status, 'nothing'), to_status, coalesce(last_status, 'nothing')) as detail
      from ${steps} s
      where (event = 'START') <> (from_status is null)
        or (last_event is not null and from_status is distinct from last_status)
        or ((coalesce(from_status, 'idle'), event, to_status) not in (values ${machineSteps})
          and not (event = 'START' and fence = 0))
      union all
      select r.id, format('%s without its START in the history', r.status)
      from sync_runs r
      where r.status in ${active} and r.fence > 0
        and not exists (select from sync_run_events e where e.run_id = r.id and e.applied and e.event = 'START')
      union all
      select r.id, format('the row is %s, the history ends %s with %s', r.status, l.to_status, l.event)
      from sync_runs r join ${lastSteps} l on l.run_id = r.id
      where r.status <> l.to_status and l.to_status in ${active}`,
  },
  {
    name: "ended-for-good",
    promise: "A run that is over never changes again.",
    sql: `
      select run_id, format('entry %s: %s to %s, after it was %s', n, event, to_status, last_status) as detail
      from ${steps} s
      where last_status in ${terminal} and (event <> 'STOPPED' or last_event = 'STOPPED' or to_status <> last_status)
      union all
      select r.id, format('%s at %s by %s; the history says %s at %s by %s',
        r.status, r.completed_at, r.ended_by, e.to_status, e.at, coalesce(e.actor, 'system'))
      from sync_runs r
      join (
        select distinct on (run_id) run_id, at, actor, to_status, fence from sync_run_events
        where applied and to_status in ${terminal} order by run_id, n
      ) e on e.run_id = r.id
      where r.status <> e.to_status or (e.fence > 0
        and (r.completed_at, r.ended_by) is distinct from (e.at, coalesce(e.actor, 'system')))`,
  },
  {
    name: "fence-moves-on",
    promise: "The fence never falls, and grows by one whenever the right to write changes hands.",
    sql: `
      select run_id, format('entry %s: %s took the fence from %s to %s', n, event, coalesce(last_fence::text, 'nothing'), fence) as detail
      from ${steps} s
      where case
        when event = 'START' then fence not in (0, 1)
        when last_fence is null or (fence = 0 and last_fence = 0) then false
        when event in ('CLAIM', 'EXPIRE', 'CANCEL') then fence <> last_fence + 1
        else fence <> last_fence end
      union all
      select r.id, format('the row has fence %s, the history %s', r.fence, l.fence)
      from sync_runs r join ${lastSteps} l on l.run_id = r.id where r.fence <> l.fence`,
  },
  {
    name: "only-the-holder-writes",
    promise: "Only the slice that claimed a run last commits, yields, completes or fails it, under its own fence.",
    sql: `
      select s.run_id, format('entry %s: %s by %s under fence %s; held by %s under %s', n, event, s.actor, s.fence,
        case when claims > 0 then holder else 'nobody' end, held_fence) as detail
      from ${steps} s join ${wholeRuns} r on r.id = s.run_id
      where event in ('COMMIT', 'YIELD', 'COMPLETE', 'FAIL', 'STOPPED')
        and (claims = 0 or actor is distinct from holder or (event <> 'STOPPED' and s.fence <> held_fence))`,
  },
  {
    name: "wait-is-told",
    promise:
      "A run that waits says until when and why: what it yielded for, or that the sweep called for another worker.",
    sql: `
      select r.id as run_id, format('%s since %s, due %s, reason %s, last %s', r.status, r.updated_at, r.due_at, r.yield_reason, l.event) as detail
      from sync_runs r left join ${lastSteps} l on l.run_id = r.id
      where r.status in ${active} and r.fence > 0 and r.worker is null
        and (r.due_at is null or (r.status = 'continuing' and r.yield_reason is null and l.event <> 'EXPIRE'))`,
  },
  {
    name: "silence-needs-a-holder",
    promise:
      "Only a worker that held the run is a silence: no wait for a provider's limit or for a free worker is one.",
    sql: `
      select r.id as run_id, format('%s silences, the history knows %s', r.silences, coalesce(h.silences, 0)) as detail
      from ${wholeRuns} r
      left join (
        select s.run_id, count(*) as silences
        from ${steps} s
        left join (
          select run_id, max(n) as n from (
            select run_id, n, event, detail -> 'checkpoint' as checkpoint,
              lag(detail -> 'checkpoint') over (partition by run_id order by n) as last_checkpoint
            from sync_run_events where applied and event in ('START', 'COMMIT')
          ) cursors where event = 'COMMIT' and checkpoint is distinct from last_checkpoint group by run_id
        ) progress on progress.run_id = s.run_id
        where s.event = 'EXPIRE' and s.last_event in ('CLAIM', 'COMMIT') and s.n > coalesce(progress.n, 0)
        group by s.run_id
      ) h on h.run_id = r.id
      where r.silences <> coalesce(h.silences, 0) and r.error_code is distinct from 'no_progress'
      union all
      select r.id, format('stale as %s after %s', r.error_code, s.last_event)
      from sync_runs r join ${steps} s on s.run_id = r.id
      where s.event = 'EXPIRE' and s.to_status = 'stale' and s.last_event is not null and r.status = 'stale'
        and r.error_code in ('lost_worker', 'no_worker')
        and (r.error_code = 'lost_worker') <> (s.last_event in ('CLAIM', 'COMMIT'))`,
  },
];
