/**
 * Ways to break each promise by hand, where nothing guards the tables: the statements that do it, and the names of the
 * invariants that notice. The database has four runs: `ended` (three pages in two slices, completed), `held` (a worker
 * has it), `waiting` (a provider's limit) and `fresh` (nobody had it yet), each of the source of its name.
 */
export interface Breakage {
  readonly title: string;
  readonly sql: readonly string[];
  readonly noticed: readonly string[];
}

const run = (source: string, set: string) => `update sync_runs set ${set} where source = '${source}'`;
const entry = (source: string, event: string, set: string) =>
  `update sync_run_events set ${set} where event = '${event}' and applied and run_id = (select id from sync_runs where source = '${source}')`;
const copy = (source: string, event: string, set: Readonly<Record<string, string>>) => {
  const columns = [
    "run_id",
    "at",
    "event",
    "from_status",
    "to_status",
    "applied",
    "fence",
    "actor_kind",
    "actor",
    "seq",
    "records",
    "detail",
  ];
  const values = columns.map((column) => set[column] ?? `e.${column}`);
  return `insert into sync_run_events (${columns.join(", ")}) select ${values.join(", ")} from sync_run_events e
    join sync_runs r on r.id = e.run_id where r.source = '${source}' and e.event = '${event}' order by e.n desc limit 1`;
};
const record = (source: string, key: string, at: string) =>
  `insert into sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
   select source, account, 'customers', '${key}', '1', md5('1')::uuid, id, ${at} from sync_runs where source = '${source}'`;

export const breakages: readonly Breakage[] = [
  {
    title: "a second active run of a scope",
    sql: [
      "drop index sync_runs_active",
      "insert into sync_runs (id, source, deadline_at) values ('00000000-0000-4000-8000-000000000001', 'held', now())",
    ],
    noticed: ["one-active-run", "one-active-run"],
  },
  {
    title: "two runs at once that are both over by now",
    sql: [
      `insert into sync_runs (id, source, status, started_at, completed_at, ended_by, fence)
       select '00000000-0000-4000-8000-000000000001', source, status, started_at, completed_at, ended_by, fence from sync_runs where source = 'ended'`,
      `insert into sync_run_events (run_id, at, event, from_status, to_status, applied, fence, actor_kind, actor)
       select '00000000-0000-4000-8000-000000000001', e.at, e.event, e.from_status, e.to_status, true, e.fence, e.actor_kind, e.actor
       from sync_run_events e join sync_runs r on r.id = e.run_id
       where r.source = 'ended' and e.event not in ('COMMIT') order by e.n`,
      // The end of the first one moves behind the start of the second one.
      ...["COMPLETE", "STOPPED"].map(
        (event) => `update sync_run_events set n = default where event = '${event}' and run_id =
          (select id from sync_runs where source = 'ended' and id <> '00000000-0000-4000-8000-000000000001')`,
      ),
    ],
    noticed: ["one-active-run"],
  },
  {
    title: "F39 paused, a word of somebody else's",
    sql: [run("ended", "status = 'paused'")],
    noticed: ["known-words", "ended-for-good"],
  },
  { title: "an unknown reason to wait", sql: [run("waiting", "yield_reason = 'lunch'")], noticed: ["known-words"] },
  { title: "a counter below zero", sql: [run("waiting", "attempts = -1")], noticed: ["no-negative-counts"] },
  { title: "F9 no deadline", sql: [run("fresh", "deadline_at = null")], noticed: ["active-has-deadline"] },
  {
    title: "a lease beyond the end of the slice",
    sql: [run("held", "deadline_at = slice_until + interval '1 ms'")],
    noticed: ["holder-is-bounded"],
  },
  { title: "a slice without end", sql: [run("held", "slice_until = null")], noticed: ["holder-is-bounded"] },
  {
    title: "a slice that nobody works in",
    sql: [run("fresh", "slice_until = deadline_at")],
    noticed: ["holder-is-bounded"],
  },
  { title: "an ended run with a worker", sql: [run("ended", "worker = 'w1'")], noticed: ["ended-holds-nothing"] },
  {
    title: "an ended run with a deadline",
    sql: [run("ended", "deadline_at = now()")],
    noticed: ["ended-holds-nothing"],
  },
  { title: "an active run with an end", sql: [run("held", "completed_at = now()")], noticed: ["ended-holds-nothing"] },
  {
    title: "F20 a completed run that runs again",
    sql: [
      run(
        "ended",
        "status = 'running', worker = 'w2', claimed_at = now(), slice_until = now(), deadline_at = now(), completed_at = null, ended_by = null, stopped_at = null",
      ),
    ],
    noticed: ["ended-for-good"],
  },
  {
    title: "F22 another ending than the history's",
    sql: [run("ended", "status = 'failed'")],
    noticed: ["ended-for-good"],
  },
  {
    title: "another moment of the end",
    sql: [run("ended", "completed_at = completed_at + interval '1 s'")],
    noticed: ["ended-for-good"],
  },
  {
    title: "F20 an event after the end",
    sql: [copy("ended", "COMPLETE", { event: "'FAIL'", from_status: "'completed'", to_status: "'failed'" })],
    noticed: ["history-is-a-path", "ended-for-good"],
  },
  {
    title: "a second receipt of the worker",
    sql: [copy("ended", "STOPPED", {})],
    noticed: ["ended-for-good"],
  },
  {
    title: "a step that the machine does not have",
    sql: [entry("waiting", "YIELD", "event = 'BEAT'")],
    noticed: ["history-is-a-path"],
  },
  {
    title: "a step from where the run was not",
    sql: [entry("fresh", "START", "to_status = 'continuing'"), run("fresh", "status = 'continuing'")],
    noticed: ["history-is-a-path", "wait-is-told"],
  },
  {
    title: "a run without a beginning",
    sql: [
      "delete from sync_run_events where event = 'START' and run_id = (select id from sync_runs where source = 'held')",
    ],
    noticed: ["history-is-a-path"],
  },
  {
    title: "a status that the history does not know of",
    sql: [run("fresh", "status = 'continuing', yield_reason = 'budget'")],
    noticed: ["history-is-a-path"],
  },
  { title: "F7 a fence that fell", sql: [run("held", "fence = fence - 1")], noticed: ["fence-moves-on"] },
  {
    title: "F7 a claim that did not move the fence",
    sql: [
      copy("fresh", "START", { event: "'CLAIM'", from_status: "'running'", actor: "'w1'" }),
      run("fresh", "worker = 'w1', last_worker = 'w1', claimed_at = now(), slice_until = deadline_at, due_at = null"),
    ],
    noticed: ["fence-moves-on"],
  },
  {
    title: "F7 a page of the slice before",
    sql: ["update sync_run_events set actor = 'w1' where event = 'COMMIT' and seq = 3"],
    noticed: ["only-the-holder-writes"],
  },
  {
    title: "F22 a late COMPLETE",
    sql: [entry("ended", "COMPLETE", "actor = 'w1'"), run("ended", "ended_by = 'w1'")],
    noticed: ["only-the-holder-writes"],
  },
  { title: "P1 a wait without an end", sql: [run("waiting", "due_at = null")], noticed: ["wait-is-told"] },
  { title: "P1 a wait without a reason", sql: [run("waiting", "yield_reason = null")], noticed: ["wait-is-told"] },
  { title: "P1 a silence of nobody's", sql: [run("waiting", "silences = 1")], noticed: ["silence-needs-a-holder"] },
  {
    title: "P1 a wait that ended as a lost worker",
    sql: [
      copy("waiting", "YIELD", {
        event: "'EXPIRE'",
        from_status: "'continuing'",
        to_status: "'stale'",
        fence: "e.fence + 1",
        actor: "null",
        at: "now()",
      }),
      run(
        "waiting",
        "status = 'stale', fence = fence + 1, due_at = null, deadline_at = null, yield_reason = null, completed_at = now(), ended_by = 'system', error_code = 'lost_worker'",
      ),
    ],
    noticed: ["silence-needs-a-holder"],
  },
  {
    title: "F16 a page that was counted twice",
    sql: [run("held", "commit_seq = commit_seq + 1")],
    noticed: ["commits-in-order"],
  },
  {
    title: "F16 a page twice in the history",
    sql: [copy("held", "COMMIT", { records: "0", detail: `e.detail || '{"inserted": 0}'`, at: "now()" })],
    noticed: ["commits-in-order", "commits-in-order"],
  },
  {
    title: "F27 counters that were overwritten",
    sql: [run("ended", "total_fetched = 1, total_inserted = 1")],
    noticed: ["counters-add-up", "rows-within-counters"],
  },
  { title: "F29 counters that do not add up", sql: [run("ended", "total_skipped = 9")], noticed: ["counters-add-up"] },
  {
    title: "a dry run that wrote",
    sql: [run("ended", "dry_run = true")],
    noticed: ["rows-within-counters", "seen-with-its-page"],
  },
  {
    title: "F21 a record that was written after the end",
    sql: [
      "update sync_records set synced_at = synced_at + interval '1 hour' where source = 'ended' and external_id = 'c0'",
    ],
    noticed: ["no-write-after-fence", "no-write-after-fence"],
  },
  {
    title: "F7 a record that no page of the run brought",
    sql: ["delete from sync_records where source = 'held'", record("held", "x", "sync_now() - interval '1 day'")],
    noticed: ["no-write-after-fence", "cursor-not-ahead-of-rows"],
  },
  {
    title: "F33 a cursor that no page left",
    sql: [run("held", `checkpoint = '{"page": 9}'`)],
    noticed: ["cursor-is-the-last-commit"],
  },
  { title: "F38 a wiped cursor", sql: [run("ended", "checkpoint = null")], noticed: ["cursor-is-the-last-commit"] },
  {
    title: "F33 a page whose rows are missing",
    sql: ["delete from sync_records where source = 'held'"],
    noticed: ["cursor-not-ahead-of-rows"],
  },
  {
    title: "a page that is noted and was never committed",
    sql: ["insert into sync_run_pages select id, commit_seq + 1, '{}' from sync_runs where source = 'held'"],
    noticed: ["seen-with-its-page"],
  },
  {
    title: "a run of a window whose pages are noted as if it saw all",
    sql: [run("held", "mode = '7d', window_start = now() - interval '7 days'")],
    noticed: ["seen-with-its-page"],
  },
  {
    title: "a record that was written after it was missing, and still is",
    sql: ["update sync_records set missing_at = synced_at - interval '1 second' where source = 'held'"],
    noticed: ["missing-since-written"],
  },
];

/** The same for liveness. */
export const standstills: readonly Breakage[] = [
  {
    title: "F5 sweeps run, and leave a run behind",
    sql: [
      run("fresh", "deadline_at = sync_now() - interval '3 minutes'"),
      "update sync_sweeper set swept_at = sync_now()",
    ],
    noticed: ["no-run-left-behind"],
  },
];
