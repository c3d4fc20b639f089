import type { Invariant } from "./invariant.ts";
import { commits, wholeRuns, written } from "./parts.ts";

/** What was committed: pages, counters, cursor, records. */
export const pageInvariants: readonly Invariant[] = [
  {
    name: "commits-in-order",
    promise: "The pages of a run are numbered from one, without a gap and without a repetition.",
    sql: `
      select c.run_id, format('page %s of the history has the number %s', c.place, c.seq) as detail
      from ${commits} c join ${wholeRuns} r on r.id = c.run_id where c.seq is distinct from c.place
      union all
      select r.id, format('commit_seq is %s, the history has %s pages', r.commit_seq, count(c.seq))
      from ${wholeRuns} r left join ${commits} c on c.run_id = r.id
      group by r.id, r.commit_seq having r.commit_seq <> count(c.seq)`,
  },
  {
    name: "counters-add-up",
    promise: "The counters of a run are the sums of its commits.",
    sql: `
      select r.id as run_id, format('fetched %s = inserted %s + updated %s + unchanged %s; its commits say %s = %s + %s + %s',
        r.total_fetched, r.total_inserted, r.total_updated, r.total_skipped,
        coalesce(c.records, 0), coalesce(c.inserted, 0), coalesce(c.updated, 0), coalesce(c.unchanged, 0)) as detail
      from ${wholeRuns} r
      left join (
        select run_id, sum(records) as records, sum(inserted) as inserted, sum(updated) as updated, sum(unchanged) as unchanged
        from ${commits} c group by run_id
      ) c on c.run_id = r.id
      where (r.total_fetched, r.total_inserted, r.total_updated, r.total_skipped) is distinct from
          (coalesce(c.records, 0), coalesce(c.inserted, 0), coalesce(c.updated, 0), coalesce(c.unchanged, 0))
        or r.total_fetched <> r.total_inserted + r.total_updated + r.total_skipped`,
  },
  {
    name: "rows-within-counters",
    promise: "No run wrote more records than it counted; a dry run wrote none.",
    sql: `
      select r.id as run_id, format('%s records; inserted %s, updated %s%s', w.rows, r.total_inserted, r.total_updated,
        case when r.dry_run then ', a dry run' end) as detail
      from sync_runs r join (select run_id, count(*) as rows from sync_records group by run_id) w on w.run_id = r.id
      where r.dry_run or w.rows > r.total_inserted + r.total_updated`,
  },
  {
    name: "no-write-after-fence",
    promise: "No record was written by a run after it was over, nor by a slice that no longer held it.",
    sql: `
      select r.id as run_id, format('%s records written until %s, %s at %s', sum(w.rows), max(w.synced_at), r.status, r.completed_at) as detail
      from sync_runs r join ${written} w on w.run_id = r.id
      where w.synced_at > r.completed_at
      group by r.id, r.status, r.completed_at
      union all
      select r.id, format('%s records written at %s, when it committed no page', w.rows, w.synced_at)
      from ${wholeRuns} r join ${written} w on w.run_id = r.id
      left join ${commits} c on c.run_id = w.run_id and c.at = w.synced_at
      where c.run_id is null`,
  },
  {
    name: "cursor-is-the-last-commit",
    promise: "The cursor of a run is that of its last committed page, or the one it began with.",
    sql: `
      select r.id as run_id, format('the cursor is %s, that of page %s was %s', r.checkpoint, coalesce(l.seq, 0), l.checkpoint) as detail
      from sync_runs r
      join (
        select distinct on (run_id) run_id, seq, detail -> 'checkpoint' as checkpoint
        from sync_run_events where applied and (event = 'COMMIT' or (event = 'START' and fence > 0))
        order by run_id, n desc
      ) l on l.run_id = r.id
      where nullif(r.checkpoint, 'null') is distinct from l.checkpoint`,
  },
  {
    name: "cursor-not-ahead-of-rows",
    promise: "The records of a scope's last committed page are there. (Records deleted by hand show here.)",
    sql: `
      select c.run_id, format('page %s wrote %s records, %s are there', c.seq, c.inserted + c.updated, coalesce(w.rows, 0)) as detail
      from (
        select distinct on (r.source, r.account) r.source, r.account, r.dry_run, c.*
        from sync_runs r join ${commits} c on c.run_id = r.id
        order by r.source, r.account, c.at desc, c.n desc
      ) c
      left join ${written} w on w.run_id = c.run_id and w.synced_at = c.at
      where not c.dry_run and c.inserted + c.updated <> coalesce(w.rows, 0)
        and not exists (select from sync_run_events o where o.run_id = c.run_id and o.at = c.at and o.event = 'COMMIT' and o.applied and o.n <> c.n)
        and not exists (select from sync_records n where n.source = c.source and n.account = c.account
          and (n.synced_at > c.at or (n.run_id is null and n.synced_at = c.at)))`,
  },
  {
    name: "seen-with-its-page",
    promise: "What a run saw is noted with the page that it committed, and only in runs since ever that write.",
    sql: `
      select r.id as run_id, format('%s pages noted, from %s to %s; committed until %s, mode %s, window from %s%s',
        p.pages, p.least, p.most, r.commit_seq, r.mode, coalesce(r.window_start::text, 'ever'), case when r.dry_run then ', a dry run' end) as detail
      from (select run_id, count(*) as pages, min(seq) as least, max(seq) as most from sync_run_pages group by run_id) p
      join sync_runs r on r.id = p.run_id
      where p.least < 1 or p.most > r.commit_seq or r.mode <> 'full' or r.window_start is not null or r.dry_run`,
  },
  {
    name: "missing-since-written",
    promise: "A record is missing since a moment after it was last written.",
    sql: `
      select run_id, format('%s records, missing since %s, written at %s', count(*), min(missing_at), max(synced_at)) as detail
      from sync_records where missing_at < synced_at group by run_id`,
  },
];
