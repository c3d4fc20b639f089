import { activeStatuses, states, terminalStatuses, transitionsFrom } from "@sincro/machine";
import { quote, quoteAll } from "@sincro/machine/sql";

/** SQL lists of the machine's words. */
export const active = `(${quoteAll(activeStatuses)})`;
export const terminal = `(${quoteAll(terminalStatuses)})`;

/** Every step of the machine as SQL rows (from, event, to); `idle` is how a run begins. */
export const machineSteps = [
  ...new Set(
    states.flatMap((from) =>
      transitionsFrom(from).map(({ event, to }) => `(${[from, event, to].map(quote).join(", ")})`),
    ),
  ),
].join(", ");

/**
 * What happened to each run, in order, each entry with the one before it and with the claim that it stands under.
 * What was refused changed nothing and is left out.
 */
export const steps = `(
  select *,
    first_value(actor) over (partition by run_id, claims order by n) as holder,
    first_value(fence) over (partition by run_id, claims order by n) as held_fence
  from (
    select run_id, n, at, event, from_status, to_status, fence, actor, detail,
      lag(event) over w as last_event, lag(to_status) over w as last_status, lag(fence) over w as last_fence,
      count(*) filter (where event = 'CLAIM') over w as claims
    from sync_run_events where applied
    window w as (partition by run_id order by n)
  ) numbered
)`;

/**
 * Runs that the machine started and whose history goes back to that: older code's own runs begin with fence 0, and of
 * an old run somebody may have deleted the first part of the history. `began` is the number of its START.
 */
export const wholeRuns = `(
  select r.*, s.n as began from sync_runs r
  join sync_run_events s on s.run_id = r.id and s.event = 'START' and s.applied and s.fence > 0
)`;

/** The last entry of each run. */
export const lastSteps = `(
  select distinct on (run_id) run_id, event, to_status, fence
  from sync_run_events where applied order by run_id, n desc
)`;

const count = (name: string) =>
  `case when jsonb_typeof(detail -> '${name}') = 'number' then (detail ->> '${name}')::numeric else 0 end as ${name}`;

/** The committed pages, with their counts. */
export const commits = `(
  select run_id, n, at, seq, records, ${count("inserted")}, ${count("updated")}, ${count("unchanged")},
    row_number() over (partition by run_id order by n) as place
  from sync_run_events where applied and event = 'COMMIT'
)`;

/** How many records carry which run and moment. */
export const written = `(
  select run_id, synced_at, count(*) as rows from sync_records group by run_id, synced_at
)`;
