import type { TestAnswer } from "@sincro/client";
import { assign, fromPromise, setup } from "xstate";
import { codeOf } from "./code.ts";

/** How a connection test ended: what the provider said, or the code of why it could not be asked. */
export type Tested = { readonly answer: TestAnswer } | { readonly error: string };

interface TestContext {
  readonly source: string;
  /** The newest result; null before the first, and while one is under way. */
  readonly tested: Tested | null;
}

/** «Probar la conexión» of one source: asks the provider whether it takes the credentials; starts nothing. */
export const connectionTestFlow = setup({
  types: {
    context: {} as TestContext,
    events: {} as { readonly type: "TEST" },
    input: {} as { readonly source: string },
  },
  actors: { call: fromPromise<TestAnswer, string>(() => Promise.reject(new Error("not provided"))) },
  actions: { report: (_, _tested: Tested) => undefined },
}).createMachine({
  id: "connectionTest",
  context: ({ input }) => ({ source: input.source, tested: null }),
  initial: "idle",
  states: {
    idle: { on: { TEST: "testing" } },
    testing: {
      entry: assign({ tested: null }),
      invoke: {
        src: "call",
        input: ({ context }) => context.source,
        onDone: {
          target: "idle",
          actions: [
            assign({ tested: ({ event }) => ({ answer: event.output }) }),
            { type: "report", params: ({ event }) => ({ answer: event.output }) },
          ],
        },
        onError: {
          target: "idle",
          actions: [
            assign({ tested: ({ event }) => ({ error: codeOf(event.error) }) }),
            { type: "report", params: ({ event }) => ({ error: codeOf(event.error) }) },
          ],
        },
      },
    },
  },
});
