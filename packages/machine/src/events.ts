import type { Json, RunMode, YieldReason } from "./columns.ts";

/** A typed error of a run; `message` is already redacted. */
export interface RunError {
  readonly code: string;
  readonly message: string;
  readonly retryable?: boolean | undefined;
}

/** A run of this scope begins: everything that is decided before the first claim. */
export interface StartEvent {
  readonly type: "START";
  readonly id: string;
  readonly source: string;
  readonly account: string;
  readonly mode: RunMode;
  readonly dryRun?: boolean | undefined;
  readonly windowStart?: string | undefined;
  readonly windowEnd?: string | undefined;
  readonly groupId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly resumedFrom?: string | undefined;
  readonly checkpoint?: Json | undefined;
  readonly actor?: string | undefined;
}

/** A worker takes the run; `worker` is a fresh id for each slice, never a host's name. */
export interface ClaimEvent {
  readonly type: "CLAIM";
  readonly worker: string;
}

/** The right to write, as a worker holds it: both must match the row. */
export interface Hold {
  readonly fence: number;
  readonly worker: string;
}

/** The worker is alive. */
export interface BeatEvent extends Hold {
  readonly type: "BEAT";
}

/** One page: its rows were counted by whoever wrote them in the same transaction. */
export interface CommitEvent extends Hold {
  readonly type: "COMMIT";
  readonly seq: number;
  readonly checkpoint: Json;
  readonly fetched: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly total?: number | undefined;
}

/** The slice ends and the run goes on later, from `dueAt` (ISO 8601; now when absent or past). */
export interface YieldEvent extends Hold {
  readonly type: "YIELD";
  readonly reason: YieldReason;
  readonly dueAt?: string | undefined;
  readonly error?: RunError | undefined;
}

/** The provider said that there is no more; `seq` is the last committed page. */
export interface CompleteEvent extends Hold {
  readonly type: "COMPLETE";
  readonly seq: number;
}

/** The run cannot go on. */
export interface FailEvent extends Hold {
  readonly type: "FAIL";
  readonly error: RunError;
}

/** An operator ends the run. */
export interface CancelEvent {
  readonly type: "CANCEL";
  readonly actor: string;
  readonly reason?: string | undefined;
}

/**
 * The deadline passed. `queueMoves`: some run of the source was claimed or beaten lately, or nobody watched, so that
 * standing still says nothing; `release`: straight to `stale`.
 */
export interface ExpireEvent {
  readonly type: "EXPIRE";
  readonly queueMoves: boolean;
  readonly release?: boolean | undefined;
}

/** The last holder of an ended run saw that it was fenced and let go. */
export interface StoppedEvent extends Hold {
  readonly type: "STOPPED";
}

/** Everything that can happen to a run. Fields have the same names in TypeScript and in JSON. */
export type SyncEvent =
  | StartEvent
  | ClaimEvent
  | BeatEvent
  | CommitEvent
  | YieldEvent
  | CompleteEvent
  | FailEvent
  | CancelEvent
  | ExpireEvent
  | StoppedEvent;

/** The name of an event. */
export type EventType = SyncEvent["type"];

/** An event at its moment (ISO 8601, by the database's clock): the machine itself has no clock. */
export type At<E extends SyncEvent = SyncEvent> = E & { readonly at: string };

/** The events in the order of a run's life. */
export const eventTypes = [
  "START",
  "CLAIM",
  "BEAT",
  "COMMIT",
  "YIELD",
  "COMPLETE",
  "FAIL",
  "CANCEL",
  "EXPIRE",
  "STOPPED",
] as const satisfies readonly EventType[];
