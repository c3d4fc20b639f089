import { badAnswer, bodyOf, type Call, type ClientOptions, problemError, send } from "./call.ts";
import { looksLike } from "./check.ts";
import { routes, sourceFunctions } from "./routes.ts";
import { followStream } from "./stream/follow.ts";
import type {
  CancelAnswer,
  CancelRequest,
  ConflictAnswer,
  PolicyAnswer,
  ResumeRequest,
  RunAnswer,
  RunsAnswer,
  RunsRequest,
  ScheduleAnswer,
  ScheduleRequest,
  SchedulesAnswer,
  SessionAnswer,
  StartAnswer,
  StartResult,
  StreamEvent,
  SweepAnswer,
  SyncAllRequest,
  SyncRequest,
  TestAnswer,
  UnscheduledAnswer,
  UnscheduleRequest,
} from "./types.ts";

type Signal = { readonly signal?: AbortSignal | undefined };

/** Everything that a page or a command can ask of an installation. Every method throws ApiError, and takes a signal. */
export interface Client {
  /** Starts every source, or those named. A 202 may still hold conflicts of single sources: look at each outcome. */
  syncAll(request: SyncAllRequest, options?: Signal): Promise<StartResult>;
  /** Starts one source, by its name (`stripe`) or its function's (`fetch-stripe`). */
  sync(source: string, request: SyncRequest, options?: Signal): Promise<StartResult>;
  /** Starts a run that goes on from the checkpoint of one that failed, was cancelled or is stale. */
  resume(source: string, request?: ResumeRequest, options?: Signal): Promise<StartResult>;
  /** Ends active runs; the receipt lists each and what happened to it. */
  cancel(request: CancelRequest & { readonly reason?: string | undefined }, options?: Signal): Promise<CancelAnswer>;
  /** Looks after the runs whose deadline passed; `release` lets the silent ones go as `stale`. */
  sweep(request?: { readonly release?: boolean }, options?: Signal): Promise<SweepAnswer>;
  /** Asks the provider whether it takes the credentials; starts nothing. */
  test(source: string, options?: Signal): Promise<TestAnswer>;
  /** Runs, newest first. */
  runs(request?: RunsRequest, options?: Signal): Promise<RunsAnswer>;
  /** One run, its history and the events it accepts. */
  run(id: string, options?: Signal): Promise<RunAnswer>;
  /** Policy in force, sources, versions, and when the sweep last ran. */
  policy(options?: Signal): Promise<PolicyAnswer>;
  /** When which source is synced by itself. */
  schedules(options?: Signal): Promise<SchedulesAnswer>;
  /** Writes a schedule: one for each source, account and mode. */
  setSchedule(request: ScheduleRequest, options?: Signal): Promise<ScheduleAnswer>;
  /** Takes a schedule away, or every one of an account. */
  removeSchedules(request: UnscheduleRequest, options?: Signal): Promise<UnscheduledAnswer>;
  /** The live stream, reconnecting until the signal aborts. Apply a row only if its `version` is greater than yours. */
  stream(options?: Signal): AsyncIterable<StreamEvent>;
  /** Exchanges a sign-in code, or the operator token, for a session cookie. */
  signIn(request: { readonly code: string } | { readonly token: string }, options?: Signal): Promise<SessionAnswer>;
  /** Who is signed in. */
  session(options?: Signal): Promise<SessionAnswer>;
  /** Ends the session. */
  signOut(options?: Signal): Promise<void>;
}

const functionOf = (source: string) => encodeURIComponent(sourceFunctions[source] ?? source);

/**
 * The typed client of the HTTP functions, for browsers and servers. A 409 is an answer (`kind: "conflict"`) with its
 * body; every other answer ≥ 400, no answer, and an answer that is not of the contract throw {@link ApiError}.
 *
 * @example
 * ```ts
 * const sincro = createClient({ baseUrl: "http://127.0.0.1:4400", token })
 * const result = await sincro.syncAll({ mode: "7d" })
 * if (result.kind === "conflict") console.log(result.body.holders, result.body.actions)
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
  async function answer(call: Call): Promise<{ response: Response; body: unknown }> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
    const signal = call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]);
    const response = await send(options, { ...call, signal });
    return { response, body: response.status === 204 ? null : await bodyOf(response, signal) };
  }
  async function ask<T>(call: Call, check: (body: unknown) => boolean): Promise<T> {
    const { response, body } = await answer(call);
    if (!response.ok) throw problemError(response, body);
    if (!check(body)) throw badAnswer(response.status, "does not fit the contract");
    return body as T;
  }
  async function start(path: string, request: unknown, signal: AbortSignal | undefined): Promise<StartResult> {
    const { response, body } = await answer({ method: "POST", path, body: request, signal });
    if (response.status === 409 && looksLike.conflict(body)) return { kind: "conflict", body: body as ConflictAnswer };
    if (!response.ok) throw problemError(response, body);
    if (response.status !== 202 || !looksLike.start(body)) throw badAnswer(response.status, "does not prove a run");
    return { kind: "started", body: body as StartAnswer };
  }
  const control = <T>(path: string, body: unknown, check: (body: unknown) => boolean, given?: Signal) =>
    ask<T>({ method: "POST", path, body, signal: given?.signal }, check);
  const read = <T>(path: string, check: (body: unknown) => boolean, given?: Signal) =>
    ask<T>({ method: "GET", path, signal: given?.signal }, check);

  return {
    syncAll: (request, given) => start(routes.commandCenter, request, given?.signal),
    sync: (source, request, given) => start(functionOf(source), request, given?.signal),
    resume: (source, { runId, ...request } = {}, given) =>
      start(functionOf(source), { resume: runId ?? true, ...request }, given?.signal),
    cancel: (request, given) =>
      control<CancelAnswer>(routes.commandCenter, cancelBody(request), looksLike.cancel, given),
    sweep: ({ release } = {}, given) =>
      control<SweepAnswer>(routes.commandCenter, { sweep: true, ...(release && { release }) }, looksLike.sweep, given),
    test: (source, given) => control<TestAnswer>(functionOf(source), { test: true }, looksLike.test, given),
    runs: (request = {}, given) => read<RunsAnswer>(`${routes.runs}${query(request)}`, looksLike.runs, given),
    run: (id, given) => read<RunAnswer>(`${routes.runs}/${encodeURIComponent(id)}`, looksLike.run, given),
    policy: (given) => read<PolicyAnswer>(routes.policy, looksLike.policy, given),
    schedules: (given) => read<SchedulesAnswer>(routes.schedules, looksLike.schedules, given),
    setSchedule: (request, given) => control<ScheduleAnswer>(routes.schedules, request, looksLike.schedule, given),
    removeSchedules: (request, given) =>
      ask<UnscheduledAnswer>(
        { method: "DELETE", path: `${routes.schedules}${query(request)}`, signal: given?.signal },
        looksLike.unscheduled,
      ),
    stream: (given) => followStream(options, given?.signal),
    signIn: (request, given) => control<SessionAnswer>(routes.session, request, looksLike.session, given),
    session: (given) => read<SessionAnswer>(routes.session, looksLike.session, given),
    signOut: async (given) => {
      await ask<null>({ method: "DELETE", path: routes.session, signal: given?.signal }, (body) => body === null);
    },
  };
}

/** A filter that got lost on the way must not become "all": that is said in so many words, or not at all. */
function cancelBody(request: CancelRequest & { readonly reason?: string | undefined }) {
  const { reason, ...filter } = request;
  if ("all" in filter) return { forceCancel: true, reason };
  if (Object.values(filter).every((value) => value === undefined)) {
    throw new TypeError("cancel needs a runId, a groupId, sources, or all: true");
  }
  return { forceCancel: true, ...filter, reason };
}

function query(request: RunsRequest | UnscheduleRequest): string {
  const params = Object.entries(request).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return params.length === 0 ? "" : `?${new URLSearchParams(params)}`;
}
