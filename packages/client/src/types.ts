import type { SyncRunEvent, SyncRunRow } from "@sincro/machine";
import type * as z from "zod";
import type { cancelAnswer, conflictAnswer, startAnswer, sweepAnswer, testAnswer } from "./contract/answers.ts";
import type { policyAnswer } from "./contract/installation.ts";
import type { pushAnswer } from "./contract/push.ts";
import type { RunsQuery, runAnswer } from "./contract/runs.ts";
import type {
  scheduleAnswer,
  scheduleBody,
  schedulesAnswer,
  unscheduledAnswer,
  unscheduleQuery,
} from "./contract/schedules.ts";
import type { sessionAnswer } from "./contract/session.ts";
import type { resumeBody, startAllBody, startSourceBody } from "./contract/start.ts";
import type { streamEvents } from "./contract/stream.ts";

/** "Sync all": a mode, or startDate and endDate (ISO 8601); the sources named, or all. */
export type SyncAllRequest = z.input<typeof startAllBody>;
/** One source; with `dryRun` it counts and writes no record. */
export type SyncRequest = z.input<typeof startSourceBody>;
/** Which run to go on from; the scope's newest resumable one when `runId` is absent. */
export type ResumeRequest = Omit<z.input<typeof resumeBody>, "resume"> & { readonly runId?: string | undefined };

/** Which runs to cancel. Every active run only when one says so. */
export type CancelRequest =
  | { readonly all: true }
  | { readonly runId: string }
  | { readonly groupId: string }
  | { readonly sources: readonly string[]; readonly account?: string | undefined };

/** The body of a 202. */
export type StartAnswer = z.infer<typeof startAnswer>;
/** What became of one source of a start. */
export type StartOutcome = StartAnswer["runs"][number];
/** The body of a 409: who holds the scope, and what one can do. */
export type ConflictAnswer = z.infer<typeof conflictAnswer>;
/** Who holds a scope. */
export type Holder = ConflictAnswer["holders"][number];
/** One of the choices that a 409 offers. */
export type ConflictAction = ConflictAnswer["actions"][number];
/** What a cancel found and did, run by run. */
export type CancelAnswer = z.infer<typeof cancelAnswer>;
/** What a sweep found and did. */
export type SweepAnswer = z.infer<typeof sweepAnswer>;
/** What the provider said of the credentials. */
export type TestAnswer = z.infer<typeof testAnswer>;
/** What a push did: whoever pushes the same again is told `unchanged`. */
export type PushAnswer = z.infer<typeof pushAnswer>;
/** What the installation says of itself. */
export type PolicyAnswer = z.infer<typeof policyAnswer>;
/** A source as the page needs it for its card. */
export type SourceInfo = PolicyAnswer["sources"][number];
/** A schedule to be written. */
export type ScheduleRequest = z.input<typeof scheduleBody>;
/** Which schedules to take away: without a mode every one of the account. */
export type UnscheduleRequest = z.input<typeof unscheduleQuery>;
/** When which source is synced by itself. */
export type SchedulesAnswer = z.infer<typeof schedulesAnswer>;
/** One schedule. */
export type Schedule = SchedulesAnswer["schedules"][number];
/** A schedule that was written. */
export type ScheduleAnswer = z.infer<typeof scheduleAnswer>;
/** How many schedules were taken away. */
export type UnscheduledAnswer = z.infer<typeof unscheduledAnswer>;
/** Who is signed in. */
export type SessionAnswer = z.infer<typeof sessionAnswer>;
/** What the list of runs filters by. */
export type RunsRequest = Partial<RunsQuery>;
/** A page of runs, newest first. */
export interface RunsAnswer {
  readonly runs: readonly SyncRunRow[];
  readonly next: string | null;
}
/** One run, its history, and the events that it accepts at `now`. */
export interface RunAnswer {
  readonly run: SyncRunRow;
  readonly events: readonly SyncRunEvent[];
  readonly allowed: z.infer<typeof runAnswer>["allowed"];
  readonly now: string;
}

/** What became of a start: a conflict is an answer that one acts on, never an exception. */
export type StartResult =
  | { readonly kind: "started"; readonly body: StartAnswer }
  | { readonly kind: "conflict"; readonly body: ConflictAnswer };

/** What the live stream yields: the server's events, and `down` while the client waits to connect again. */
export type StreamEvent =
  | ({ readonly type: "hello" } & z.infer<typeof streamEvents.hello>)
  | { readonly type: "run"; readonly run: SyncRunRow }
  | { readonly type: "ping" }
  | { readonly type: "trouble"; readonly error: string }
  | { readonly type: "down"; readonly error: string; readonly retryInMs: number };
