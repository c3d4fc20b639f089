import { json, shownRunRow, syncRunEvent } from "@sincro/machine/schema";
import * as z from "zod";
import type { MarkAnswer, MarkRequest } from "../missing.ts";
import type {
  CancelReceipt,
  CommitAnswer,
  CommitRequest,
  PushAnswer,
  PushRequest,
  RunStore,
  StartAnswer,
  StartRequest,
} from "../port.ts";
import { parseSchedule, parseTurn, removedAnswer, scheduleAnswer, schedulesAnswer, turnAnswer } from "../schedules.ts";
import { faultOf, isId, parseCancel, parsePush, startShape } from "../shapes.ts";
import { parseRest, parseTake } from "../turns.ts";
import {
  cancelAnswer,
  commitAnswer,
  knownContactsAnswer,
  knownIdsAnswer,
  markAnswer,
  pruneAnswer,
  pushAnswer,
  read,
  restAnswer,
  sendAnswer,
  silencesAnswer,
  startAnswer,
  statusAnswer,
  sweepAnswer,
  takeAnswer,
} from "./answers.ts";
import { knownArguments } from "./known.ts";
import { list } from "./list.ts";
import { cancelledSince, wholeReceipt } from "./lost-answer.ts";
import { type OwnFunction, ownFault, ownFunction } from "./own-function.ts";
import { repeatable } from "./retry.ts";
import type { Arguments, FunctionName, Rpc } from "./rpc.ts";

type Ask = <T>(
  schema: z.ZodType<T>,
  name: FunctionName | OwnFunction,
  args?: Arguments,
  onLost?: () => void,
) => Promise<T>;

const notFound = { applied: false, reason: "not_found", run: null } as const;

async function start(ask: Ask, rpc: Rpc, request: StartRequest): Promise<StartAnswer> {
  const shape = startShape.safeParse(request);
  if (!shape.success) return { outcome: "refused", reason: "invalid", detail: faultOf(shape.error) };
  const wanted = shape.data;
  const restart = wanted.onConflict === "restart";
  const call = { began: performance.now(), actor: wanted.startedBy ?? "restart" };
  let lost = false;
  const args = {
    p_source: wanted.source,
    p_account: wanted.account,
    p_mode: wanted.mode,
    p_window_start: wanted.windowStart,
    p_window_end: wanted.windowEnd,
    p_on_conflict: wanted.onConflict,
    // Its own, where the caller has none: a start whose answer was lost is told by it.
    p_request_id: wanted.requestId ?? crypto.randomUUID(),
    p_started_by: wanted.startedBy,
    p_group_id: wanted.groupId,
    p_resume_from: wanted.resumeFrom,
    p_worker: wanted.worker,
    p_dry_run: wanted.dryRun,
  };
  const answer = await ask(startAnswer, restart ? "sync_restart" : "sync_start", args, () => {
    lost = true;
  });
  if (!lost || !restart || answer.outcome !== "started" || !answer.repeated) return answer;
  const { source, account } = answer.run;
  return { ...answer, cancelled: await cancelledSince(rpc, call, { source, account }) };
}

async function commit(ask: Ask, page: CommitRequest, own: OwnFunction | undefined): Promise<CommitAnswer> {
  const none = { inserted: 0, updated: 0, unchanged: 0 };
  if (!isId(page.runId)) return { ...notFound, ...none };
  // What the database would take and no reader would: it is in every later answer about the run.
  if (!json.safeParse(page.checkpoint).success) return { ...notFound, reason: "invalid", ...none };
  const args = {
    p_run_id: page.runId,
    p_fence: page.fence,
    p_worker: page.worker,
    p_seq: page.seq,
    p_records: page.records,
    p_checkpoint: page.checkpoint,
    p_total: page.total,
  };
  if (own === undefined) return ask(commitAnswer, "sync_commit", args);
  try {
    return await ask(commitAnswer, own, args);
  } catch (error) {
    throw ownFault(error, own);
  }
}

async function push(ask: Ask, request: PushRequest): Promise<PushAnswer> {
  const { source, account = "default", records } = parsePush(request);
  const args = { p_source: source, p_account: account, p_records: records };
  const { inserted, updated, unchanged } = await ask(pushAnswer, "sync_push", args);
  return { inserted, updated, unchanged };
}

async function cancel(ask: Ask, rpc: Rpc, asked: Parameters<typeof parseCancel>[0]): Promise<readonly CancelReceipt[]> {
  const { filter, actor, reason } = parseCancel(asked);
  const id = "runId" in filter ? filter.runId : "groupId" in filter ? filter.groupId : undefined;
  if (id !== undefined && !isId(id)) return [];
  const call = { began: performance.now(), actor };
  let lost = false;
  const args = { p_filter: filter, p_actor: actor, p_reason: reason };
  const { receipt } = await ask(cancelAnswer, "sync_cancel", args, () => {
    lost = true;
  });
  return lost ? wholeReceipt(rpc, call, filter, receipt) : receipt;
}

async function markMissing(ask: Ask, { runId, ...asked }: MarkRequest): Promise<MarkAnswer> {
  if (!isId(runId)) return { applied: false, reason: "not_found", marked: 0, more: false };
  const { fence, worker, objects, limit } = asked;
  const args = { p_run_id: runId, p_fence: fence, p_worker: worker, p_objects: objects, p_limit: limit };
  return ask(markAnswer, "sync_mark_missing", args);
}

/** What a store over SQL functions may be told. */
export interface RpcStoreOptions {
  /**
   * A function of the project's own, in the schema `public`, that commits pages into tables of its own: it takes the
   * arguments of `sync_commit`, calls it, writes its rows when `applied` is true, and returns the answer as it is. So a
   * page's rows and its cursor land together or not at all, and none after a cancel. Default: `sync_commit` itself.
   */
  readonly commit?: string | undefined;
}

/**
 * A {@link RunStore} over Sincro's SQL functions, whatever carries the calls. It knows the JSON of the answers; how to
 * reach the database is the {@link Rpc}'s. A call whose answer was lost is repeated, at most twice. What it then says of
 * cancelled runs includes those that the lost tries hit; a sweep says what the repetition found, of which `due` is whole.
 *
 * @throws {StoreError} `store_rejected` for a `commit` that is no function's name
 */
export function rpcStore(rpc: Rpc, { commit: named }: RpcStoreOptions = {}): RunStore {
  const own = named === undefined ? undefined : ownFunction(named);
  const ask: Ask = async (schema, name, args = {}, onLost) =>
    read(schema, await repeatable(() => rpc.call(name, args), onLost), name);
  return {
    start: (request) => start(ask, rpc, request),
    send: async (runId, event) =>
      isId(runId) ? ask(sendAnswer, "sync_send", { p_run_id: runId, p_event: event }) : notFound,
    commit: (page) => commit(ask, page, own),
    push: (request) => push(ask, request),
    cancel: (filter, actor, reason) => cancel(ask, rpc, { filter, actor, reason }),
    sweep: (release = false) => ask(sweepAnswer, "sync_sweep", { p_release: release }),
    prune: async (keepMs) => (await ask(pruneAnswer, "sync_prune", { p_keep: `${keepMs} milliseconds` })).pruned,
    markMissing: (request) => markMissing(ask, request),
    take: async (request) => {
      const { source, account, buckets, maxWaitMs } = parseTake(request);
      const args = { p_source: source, p_account: account, p_buckets: buckets, p_max_wait_ms: maxWaitMs };
      return ask(takeAnswer, "sync_take", args);
    },
    rest: async (request) => {
      const { source, account, bucket, ms } = parseRest(request);
      await ask(restAnswer, "sync_rest", { p_source: source, p_account: account, p_bucket: bucket, p_ms: ms });
    },
    get: async (runId) =>
      isId(runId) ? read(shownRunRow.nullable(), await repeatable(() => rpc.run(runId)), "sync_runs") : null,
    events: async (runId) =>
      isId(runId) ? read(z.array(syncRunEvent), await repeatable(() => rpc.events(runId)), "sync_run_events") : [],
    list: (request = {}) => list(rpc, request),
    status: () => ask(statusAnswer, "sync_status"),
    silences: async (withinMs) => (await ask(silencesAnswer, "sync_silences", { p_within_ms: withinMs })).silences,
    schedules: () => ask(schedulesAnswer, "sync_list_schedules"),
    setSchedule: async (request) => {
      const { source, account, mode, cron, time_zone, enabled, next_at, actor } = parseSchedule(request);
      const args = {
        p_source: source,
        p_account: account,
        p_mode: mode,
        p_cron: cron,
        p_time_zone: time_zone,
        p_enabled: enabled,
        p_next_at: next_at,
        p_actor: actor,
      };
      return (await ask(scheduleAnswer, "sync_set_schedule", args)).schedule;
    },
    removeSchedules: async ({ source, account, mode }) =>
      (await ask(removedAnswer, "sync_remove_schedules", { p_source: source, p_account: account, p_mode: mode }))
        .removed,
    runSchedule: async (turn) => {
      const { source, account, mode, due, next_at, skip } = parseTurn(turn);
      const scope = { p_source: source, p_account: account, p_mode: mode };
      return ask(turnAnswer, "sync_run_schedule", { ...scope, p_due: due, p_next_at: next_at, p_skip: skip });
    },
    knownContacts: async (request) => ask(knownContactsAnswer, "sync_known_contacts", knownArguments(request)),
    knownIds: async ({ object, ...request }) =>
      ask(knownIdsAnswer, "sync_known_ids", { ...knownArguments(request), p_object: object }),
    close: () => rpc.close(),
  };
}
