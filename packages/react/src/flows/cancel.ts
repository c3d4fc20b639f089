import type { CancelAnswer } from "@sincro/client";
import { assign, fromPromise, setup } from "xstate";
import { codeOf } from "./code.ts";

/** What is to be cancelled: everything active, or one run. */
export type CancelTarget = { readonly all: true } | { readonly runId: string };

export type CancelFlowEvent =
  | { readonly type: "ASK"; readonly target: CancelTarget }
  | { readonly type: "CONFIRM" }
  | { readonly type: "CLOSE" };

interface CancelContext {
  readonly target: CancelTarget;
  readonly error: string | null;
}

/** A cancel: asked for, confirmed, answered. The question closes on the answer, never by the click, and never on a failure. */
export const cancelFlow = setup({
  types: { context: {} as CancelContext, events: {} as CancelFlowEvent },
  actors: { call: fromPromise<CancelAnswer, CancelTarget>(() => Promise.reject(new Error("not provided"))) },
  actions: { report: (_, _answer: { readonly answer: CancelAnswer; readonly target: CancelTarget }) => undefined },
}).createMachine({
  id: "cancel",
  context: { target: { all: true }, error: null },
  initial: "idle",
  states: {
    idle: {
      on: { ASK: { target: "confirming", actions: assign(({ event }) => ({ target: event.target, error: null })) } },
    },
    confirming: { on: { CONFIRM: "cancelling", CLOSE: "idle" } },
    cancelling: {
      entry: assign({ error: null }),
      invoke: {
        src: "call",
        input: ({ context }) => context.target,
        onDone: {
          target: "idle",
          actions: {
            type: "report",
            params: ({ event, context }) => ({ answer: event.output, target: context.target }),
          },
        },
        onError: { target: "confirming", actions: assign({ error: ({ event }) => codeOf(event.error) }) },
      },
    },
  },
});
