import { given } from "./arguments.ts";
import type { ColumnName } from "./columns.ts";
import {
  add,
  after,
  type ColumnExpression,
  choose,
  coalesce,
  column,
  greatest,
  least,
  literal,
  nothing,
  now,
  same,
  setting,
  times,
} from "./expression/index.ts";

type Assignment = { readonly [C in ColumnName]?: ColumnExpression<C> };

const day = 24 * 3_600_000;
const ago = (ms: number) => after(now, literal(-ms));
const modeIs = (mode: string) => same(given.mode, literal(mode));
const moreBy = <T extends "fence" | "version" | "slice" | "slice_pages" | "silences" | "attempts">(name: T) =>
  add(column(name), literal(1));
/** No deadline lies beyond the longest time without progress, so that a long wait cannot hide a run that stands still. */
const noLaterThanProgressAllows = (deadline: ColumnExpression<"deadline_at">) =>
  least(deadline, after(column("progress_at"), setting("noProgressMs")));
const lease = after(now, setting("leaseMs"));
const yieldedUntil = greatest(now, given.dueAt);

const over: Assignment = {
  worker: nothing,
  deadline_at: nothing,
  due_at: nothing,
  slice_until: nothing,
  yield_reason: nothing,
  completed_at: now,
};
const stale = (code: string, message: string): Assignment => ({
  ...over,
  fence: moreBy("fence"),
  ended_by: literal("system"),
  error_code: literal(code),
  error_message: literal(message),
});

/** What each named action of the machine writes, all of it computed from the row before the event. */
export const assignments = {
  /** The statement that creates the run gives it its deadline, so that one that dies before its first sign of life is noticed. */
  begin: {
    id: given.id,
    source: given.source,
    account: given.account,
    mode: given.mode as ColumnExpression<"mode">,
    dry_run: coalesce(given.dryRun, literal(false)),
    window_start: coalesce(
      given.windowStart,
      choose(modeIs("today"), ago(day), nothing),
      choose(modeIs("7d"), ago(7 * day), nothing),
      choose(modeIs("month"), ago(30 * day), nothing),
    ),
    window_end: least(given.windowEnd, now),
    group_id: given.groupId,
    request_id: given.requestId,
    resumed_from: given.resumedFrom,
    checkpoint: given.checkpoint,
    started_by: given.actor,
    started_at: now,
    progress_at: now,
    due_at: now,
    deadline_at: after(now, setting("pickupGraceMs")),
    fence: literal(1),
  },
  take: {
    worker: given.worker,
    last_worker: given.worker,
    fence: moreBy("fence"),
    slice: moreBy("slice"),
    slice_pages: literal(0),
    claimed_at: now,
    heartbeat_at: now,
    due_at: nothing,
    yield_reason: nothing,
    slice_until: after(now, times(setting("sliceMs"), setting("sliceSlack"))),
    deadline_at: least(lease, after(now, times(setting("sliceMs"), setting("sliceSlack")))),
  },
  extendLease: { heartbeat_at: now, deadline_at: least(lease, column("slice_until")) },
  countPage: {
    commit_seq: given.seq,
    total_fetched: add(column("total_fetched"), given.fetched),
    total_inserted: add(column("total_inserted"), given.inserted),
    total_updated: add(column("total_updated"), given.updated),
    total_skipped: add(column("total_skipped"), given.unchanged),
    total_expected: coalesce(given.total, column("total_expected")),
  },
  advance: {
    checkpoint: given.checkpoint,
    progress_at: now,
    slice_pages: moreBy("slice_pages"),
    silences: literal(0),
    attempts: literal(0),
    error_code: nothing,
    error_message: nothing,
  },
  handBack: {
    worker: nothing,
    slice_until: nothing,
    yield_reason: given.reason as ColumnExpression<"yield_reason">,
    due_at: yieldedUntil,
    deadline_at: noLaterThanProgressAllows(after(yieldedUntil, setting("pickupGraceMs"))),
    error_code: given.errorCode,
    error_message: given.errorMessage,
  },
  spendAttempt: { attempts: moreBy("attempts") },
  complete: { ...over, ended_by: given.worker, error_code: nothing, error_message: nothing },
  fail: { ...over, ended_by: given.worker, error_code: given.errorCode, error_message: given.errorMessage },
  cancel: {
    ...over,
    fence: moreBy("fence"),
    ended_by: given.actor,
    error_code: nothing,
    error_message: given.reason,
  },
  countSilence: {
    fence: moreBy("fence"),
    worker: nothing,
    slice_until: nothing,
    yield_reason: nothing,
    silences: moreBy("silences"),
    due_at: now,
    deadline_at: after(now, setting("pickupGraceMs")),
  },
  dispatchAgain: {
    fence: moreBy("fence"),
    due_at: least(column("due_at"), now),
    deadline_at: after(now, setting("pickupGraceMs")),
  },
  giveUpOnProgress: stale("no_progress", "The run made no progress for too long."),
  giveUpOnWorker: {
    ...stale("lost_worker", "Its worker went silent without progress, and the run was let go."),
    silences: moreBy("silences"),
  },
  giveUpOnQueue: stale("no_worker", "No worker took the run: check that the workers are running."),
  acknowledge: { stopped_at: now },
  touch: { updated_at: now, version: moreBy("version") },
} satisfies Record<string, Assignment>;

/** The name of an action. */
export type ActionName = keyof typeof assignments;
