import { assign, fromCallback, setup } from "xstate";

/** What happens to the page's line to the server. */
export type ConnectionEvent =
  /** The stream is up and its rows are current. */
  | { readonly type: "HELLO" }
  /** The stream is up, but the database behind it does not answer. */
  | { readonly type: "TROUBLE" }
  /** The stream broke and is being mended. */
  | { readonly type: "DOWN" }
  | { readonly type: "SIGNED_OUT" }
  | { readonly type: "SIGNED_IN" }
  | { readonly type: "ONLINE" }
  | { readonly type: "OFFLINE" }
  | { readonly type: "SHOWN" }
  | { readonly type: "HIDDEN" }
  | { readonly type: "PAUSE" }
  | { readonly type: "RESUME" };

/** How often the runs are read while the stream is broken, in milliseconds. */
export const pollMs = 5_000;
/** How often they are read although the stream is up: an event that was lost must not stay lost, in milliseconds. */
const refetchMs = 60_000;

const every = (ms: number) =>
  fromCallback(({ sendBack }) => {
    const timer = setInterval(() => sendBack({ type: "TICK" }), ms);
    return () => clearInterval(timer);
  });

/**
 * The page's line to the server. While it reads, it follows the stream; while the stream is broken it reads by itself
 * every few seconds, and says so. A page that nobody sees holds no connection: what it missed it reads when it is
 * shown again.
 */
export const connectionMachine = setup({
  types: { context: {} as { readonly paused: boolean }, events: {} as ConnectionEvent | { readonly type: "TICK" } },
  actors: { stream: fromCallback(() => undefined), everyMinute: every(refetchMs), everyFewSeconds: every(pollMs) },
  actions: { refetch: () => undefined },
  guards: { isPaused: ({ context }) => context.paused },
}).createMachine({
  id: "connection",
  context: { paused: false },
  initial: "reading",
  on: {
    OFFLINE: ".offline",
    HIDDEN: ".hidden",
    SIGNED_OUT: ".signedOut",
    PAUSE: { target: ".paused", actions: assign({ paused: true }) },
  },
  states: {
    reading: {
      entry: "refetch",
      invoke: [{ src: "stream" }, { src: "everyMinute" }],
      initial: "connecting",
      on: {
        HELLO: { target: ".live", actions: "refetch" },
        TROUBLE: ".troubled",
        DOWN: ".broken",
        TICK: { actions: "refetch" },
      },
      states: {
        connecting: {},
        live: {},
        troubled: {},
        broken: { invoke: { src: "everyFewSeconds" }, on: { DOWN: {} } },
      },
    },
    offline: { on: { ONLINE: "back" } },
    hidden: { on: { SHOWN: "back" } },
    signedOut: { on: { SIGNED_IN: "back", HIDDEN: {}, OFFLINE: {}, SIGNED_OUT: {} } },
    paused: { on: { RESUME: { target: "reading", actions: assign({ paused: false }) }, HIDDEN: {}, OFFLINE: {} } },
    back: { always: [{ guard: "isPaused", target: "paused" }, { target: "reading" }] },
  },
});

/** What the pill tells of the line. */
export type Connection = "connecting" | "live" | "troubled" | "broken" | "offline" | "hidden" | "signedOut" | "paused";
