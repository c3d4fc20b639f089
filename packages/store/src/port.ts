import type {
  BeatEvent,
  CancelEvent,
  ClaimEvent,
  CompleteEvent,
  FailEvent,
  Json,
  Policy,
  Reason,
  RunMode,
  SourceRecord,
  StoppedEvent,
  SyncRunEvent,
  SyncRunRow,
  YieldEvent,
} from "@sincro/machine";
import type { MarkAnswer, MarkRequest } from "./missing.ts";
import type { ScheduleKey, ScheduleOutcome, ScheduleRequest, ScheduleRow, ScheduleTurn } from "./schedules.ts";
import type { RestRequest, TakeRequest, Turn } from "./turns.ts";

/** The thing of which there is at most one active run. */
export interface Scope {
  readonly source: string;
  readonly account: string;
}

/** What to do when the scope is taken: refuse, answer the active run, or cancel it and start, in one transaction. */
export type OnConflict = "reject" | "attach" | "restart";

/** What a start asks for. `windowStart`/`windowEnd` (ISO 8601) stand for `mode`; the same `requestId` answers the same run. */
export interface StartRequest {
  readonly source: string;
  readonly account?: string | undefined;
  readonly mode?: RunMode | undefined;
  readonly windowStart?: string | undefined;
  readonly windowEnd?: string | undefined;
  readonly onConflict?: OnConflict | undefined;
  readonly requestId?: string | undefined;
  readonly startedBy?: string | undefined;
  readonly groupId?: string | undefined;
  /**
   * A failed, cancelled or stale run of this scope whose checkpoint, mode and window the new one goes on from, whatever
   * `mode` and window say here: a cursor is of no use to others. Where either is dry, the new run is.
   */
  readonly resumeFrom?: string | undefined;
  /** Claims in the same transaction, for a caller that does the work itself. */
  readonly worker?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/** What became of a start. `cancelled` lists the runs that a restart ended. */
export type StartAnswer =
  | {
      readonly outcome: "started";
      readonly run: SyncRunRow;
      readonly repeated: boolean;
      readonly cancelled: readonly SyncRunRow[];
    }
  | { readonly outcome: "attached" | "conflict"; readonly run: SyncRunRow }
  | { readonly outcome: "refused"; readonly reason: Reason; readonly detail: string };

/** Events that one sends to a run; START, COMMIT and EXPIRE have calls of their own. */
export type SendableEvent =
  | ClaimEvent
  | BeatEvent
  | YieldEvent
  | CompleteEvent
  | FailEvent
  | CancelEvent
  | StoppedEvent;

/** What became of an event: a refusal is an answer, and changed nothing. */
export type SendAnswer =
  | { readonly applied: true; readonly reason: null; readonly run: SyncRunRow }
  | { readonly applied: false; readonly reason: Reason; readonly run: SyncRunRow | null };

/** One page, committed as one unit: its records, its cursor, its place in the order. */
export interface CommitRequest {
  readonly runId: string;
  readonly fence: number;
  readonly worker: string;
  readonly seq: number;
  readonly records: readonly SourceRecord[];
  readonly checkpoint: Json;
  readonly total?: number | undefined;
}

/** What became of a page; the counts are 0 when it was not applied. */
export type CommitAnswer = SendAnswer & {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
};

/** Records that no run fetched: what a provider pushed, or what somebody imports. */
export interface PushRequest {
  readonly source: string;
  /** `default` when absent. */
  readonly account?: string | undefined;
  readonly records: readonly SourceRecord[];
}

/** What a push did. After a lost answer its repetition says `unchanged` of what the lost try wrote. */
export interface PushAnswer {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Which runs to cancel. A cancel by source says in its receipt which runs it hit. */
export type CancelFilter =
  | { readonly runId: string }
  | { readonly groupId: string }
  | { readonly source: string; readonly account?: string | undefined }
  | { readonly all: true };

/** One cancelled run: what it was and what it is. */
export interface CancelReceipt {
  readonly runId: string;
  readonly source: string;
  readonly account: string;
  readonly from: SyncRunRow["status"];
  readonly to: SyncRunRow["status"];
  /** False when the run had ended before. */
  readonly cancelled: boolean;
  readonly totalFetched: number;
}

/** What a sweep did: re-driven, let go as `stale`, and every unclaimed run whose `due_at` has come, to dispatch. */
export interface SweepAnswer {
  readonly expired: readonly SyncRunRow[];
  readonly released: readonly SyncRunRow[];
  readonly due: readonly SyncRunRow[];
}

/** Which runs to list, newest first. `before` is the `next` of the last page. */
export interface ListRequest {
  readonly active?: boolean | undefined;
  readonly source?: string | undefined;
  readonly account?: string | undefined;
  readonly groupId?: string | undefined;
  readonly limit?: number | undefined;
  readonly before?: string | undefined;
}

/** What the installation says of itself: clock, policy in force, and when the sweep last ran (ISO 8601). */
export interface StoreStatus {
  readonly now: string;
  readonly policy: Policy;
  readonly sweptAt: string | null;
  readonly schemaVersion: number;
}

/** A page of what is known: `after` is the `next` of the last one; `limit` is 1 to 1,000, 100 when absent. */
export interface KnownRequest extends Scope {
  readonly after?: string | null | undefined;
  readonly limit?: number | undefined;
}

/** Somebody whom another source knows: `email` in lower case, `phone` as E.164; at least one of them. */
export interface KnownPerson {
  readonly email: string | null;
  readonly phone: string | null;
}

/**
 * The one way to the runs. Every adapter keeps the same promises, checked by one conformance suite: refusals are
 * answers; a fault of the connection throws {@link StoreError}; every write may be repeated after a lost answer.
 */
export interface RunStore {
  start(request: StartRequest): Promise<StartAnswer>;
  send(runId: string, event: SendableEvent): Promise<SendAnswer>;
  commit(page: CommitRequest): Promise<CommitAnswer>;
  /**
   * Writes records that no run fetched, all or none, by the rules of a page: only what changed, never an older version.
   * But a push says what it knows of an object, not all of it: keys of `data` that it does not have stay. Pushed again,
   * the same records change nothing.
   *
   * @throws StoreError `store_rejected` for what cannot be a record
   */
  push(request: PushRequest): Promise<PushAnswer>;
  cancel(filter: CancelFilter, actor: string, reason?: string): Promise<readonly CancelReceipt[]>;
  /** Expires every run whose deadline passed; `release` lets silent runs go as `stale` instead of re-driving them. */
  sweep(release?: boolean): Promise<SweepAnswer>;
  /** Deletes runs that ended longer ago than `keepMs`, never an active one, nor a scope's newest resumable or completed one. */
  prune(keepMs: number): Promise<number>;
  /** Marks, at most a limit at a time, the records that a run since ever did not see, when its pages are over. */
  markMissing(request: MarkRequest): Promise<MarkAnswer>;
  /** Takes a turn at a provider, shared with all workers. A lost answer wastes one; its repetition takes another. */
  take(request: TakeRequest): Promise<Turn>;
  /** Has a bucket rest: nobody gets a turn from it meanwhile. */
  rest(request: RestRequest): Promise<void>;
  get(runId: string): Promise<SyncRunRow | null>;
  events(runId: string): Promise<readonly SyncRunEvent[]>;
  list(request?: ListRequest): Promise<{ readonly runs: readonly SyncRunRow[]; readonly next: string | null }>;
  status(): Promise<StoreStatus>;
  /** How many workers fell silent and lost their runs in the last `withinMs` milliseconds: killed, hung, or cut off. */
  silences(withinMs: number): Promise<number>;
  /** All schedules in the order of their key, and the database's clock. */
  schedules(): Promise<{ readonly now: string; readonly schedules: readonly ScheduleRow[] }>;
  /** Writes a schedule; what is known of its last time stays. @throws StoreError `store_rejected`, naming the field */
  setSchedule(request: ScheduleRequest): Promise<ScheduleRow>;
  /** Takes the schedule of a mode away, or all of the scope; how many. */
  removeSchedules(key: Scope & { readonly mode?: ScheduleKey["mode"] | undefined }): Promise<number>;
  /**
   * Starts what a schedule wants at `due`, exactly once however many ask, and moves it on to `next_at`: one transaction.
   * A run that is active is attached to. `taken`: somebody else was first, or it is not due (any more); nothing was done.
   */
  runSchedule(turn: ScheduleTurn): Promise<ScheduleOutcome>;
  /**
   * The people whom other sources know under the same account name, each e-mail and phone once: first the e-mails in
   * their order, each with a phone where one goes with it, then the other phones. A page may be short, even empty,
   * before `next` is null.
   *
   * @throws {StoreError} `store_rejected` for an `after` that is no page's `next`
   */
  knownContacts(
    request: KnownRequest,
  ): Promise<{ readonly contacts: readonly KnownPerson[]; readonly next: string | null }>;
  /** The ids of the scope's own records of an object, in order, without those that are missing at the provider. */
  knownIds(
    request: KnownRequest & { readonly object: string },
  ): Promise<{ readonly ids: readonly string[]; readonly next: string | null }>;
  close(): Promise<void>;
}
