import type { SweepAnswer } from "@sincro/client";
import { fromPromise, setup } from "xstate";
import { codeOf } from "./code.ts";

/** «Limpiar syncs atascados»: lets silent runs go. It asks nothing first, because their progress is kept. */
export const cleanFlow = setup({
  types: { events: {} as { readonly type: "CLEAN" } },
  actors: { call: fromPromise<SweepAnswer>(() => Promise.reject(new Error("not provided"))) },
  actions: {
    report: (_, _answer: SweepAnswer) => undefined,
    reportFailure: (_, _failure: { readonly code: string }) => undefined,
  },
}).createMachine({
  id: "clean",
  initial: "idle",
  states: {
    idle: { on: { CLEAN: "cleaning" } },
    cleaning: {
      invoke: {
        src: "call",
        onDone: { target: "idle", actions: { type: "report", params: ({ event }) => event.output } },
        onError: {
          target: "idle",
          actions: { type: "reportFailure", params: ({ event }) => ({ code: codeOf(event.error) }) },
        },
      },
    },
  },
});
