import type { StartOutcome, StartResult, SyncAllRequest } from "@sincro/client";
import { assign, fromPromise, setup } from "xstate";
import type { RunRow } from "../view/run-row.ts";
import { codeOf } from "./code.ts";

/** A range that one can ask for by name. */
export type Range = NonNullable<SyncAllRequest["mode"]>;

/** What was asked for: every source, one, or one that goes on from an ended run. */
type Ask =
  | { readonly kind: "all"; readonly mode: Range }
  | { readonly kind: "source"; readonly source: string; readonly mode: Range }
  | { readonly kind: "resume"; readonly source: string; readonly runId: string };

/** One call; the same `requestId` again starts nothing twice. */
export interface StartCall {
  readonly ask: Ask;
  readonly requestId: string;
  readonly onConflict: "reject" | "restart";
  /** The sources that were in the way; null for all that were asked for. */
  readonly sources: readonly string[] | null;
}

/** Why nothing was started: an error's code. */
interface StartFailure {
  readonly code: string;
}

type StartEvent =
  | { readonly type: "ASK"; readonly ask: Ask; readonly requestId: string }
  | { readonly type: "RESTART"; readonly requestId: string }
  /** Nothing is in the way any more. */
  | { readonly type: "START_NOW"; readonly requestId: string }
  | { readonly type: "DISMISS" };

interface StartContext {
  readonly call: StartCall;
  readonly conflicts: readonly RunRow[];
  readonly error: string | null;
}

const conflictsOf = (outcomes: readonly StartOutcome[]): readonly RunRow[] =>
  outcomes.flatMap((outcome) => (outcome.outcome === "conflict" ? [outcome.run] : []));

const base = setup({
  types: {
    context: {} as StartContext,
    events: {} as StartEvent,
  },
  actors: { call: fromPromise<StartResult, StartCall>(() => Promise.reject(new Error("not provided"))) },
  actions: {
    report: (_, _answer: StartResult) => undefined,
    reportFailure: (_, _failure: StartFailure) => undefined,
    remember: assign((_, answer: StartResult) => ({ conflicts: conflictsOf(answer.body.runs), error: null })),
    forget: assign({ conflicts: [], error: null }),
    ask: assign(({ event }) =>
      event.type === "ASK"
        ? { call: { ask: event.ask, requestId: event.requestId, onConflict: "reject" as const, sources: null } }
        : {},
    ),
    callAgain: assign(({ context, event }) => ({
      error: null,
      call: {
        ...context.call,
        requestId: "requestId" in event ? event.requestId : context.call.requestId,
        onConflict: event.type === "RESTART" ? ("restart" as const) : ("reject" as const),
        sources: context.conflicts.map((run) => run.source),
      },
    })),
  },
  guards: { hasConflicts: (_, answer: StartResult) => conflictsOf(answer.body.runs).length > 0 },
});

const result = { params: ({ event }: { event: { output: StartResult } }) => event.output };
const answered = [
  {
    guard: { type: "hasConflicts", ...result },
    target: "choosing",
    actions: [
      { type: "remember", ...result },
      { type: "report", ...result },
    ],
  },
  { target: "idle", actions: { type: "report", ...result } },
] as const;

/**
 * A start and the choice that a conflict leaves: restart what is in the way, or let it be. The choice stays until it is
 * made; a second press while a call is under way changes nothing.
 */
export const startFlow = base.createMachine({
  id: "start",
  context: {
    call: { ask: { kind: "all", mode: "today" }, requestId: "", onConflict: "reject", sources: null },
    conflicts: [],
    error: null,
  },
  initial: "idle",
  states: {
    idle: { entry: "forget", on: { ASK: { target: "starting", actions: "ask" } } },
    starting: {
      invoke: {
        src: "call",
        input: ({ context }) => context.call,
        onDone: answered,
        onError: {
          target: "idle",
          actions: { type: "reportFailure", params: ({ event }) => ({ code: codeOf(event.error) }) },
        },
      },
    },
    choosing: {
      on: {
        ASK: { target: "starting", actions: ["forget", "ask"] },
        RESTART: { target: "restarting", actions: "callAgain" },
        START_NOW: { target: "restarting", actions: "callAgain" },
        DISMISS: "idle",
      },
    },
    restarting: {
      invoke: {
        src: "call",
        input: ({ context }) => context.call,
        onDone: answered,
        onError: { target: "choosing", actions: assign({ error: ({ event }) => codeOf(event.error) }) },
      },
    },
  },
});
