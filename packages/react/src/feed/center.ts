import { isApiError, type PolicyAnswer } from "@sincro/client";
import { isActive } from "@sincro/machine";
import { createActor, fromCallback, waitFor } from "xstate";
import type { RunRow } from "../view/run-row.ts";
import { readBackground } from "./background.ts";
import { type Connection, connectionMachine } from "./connection.ts";
import { type Observable, observable } from "./observable.ts";
import type { RunFeed } from "./port.ts";
import { applyRows, type Rows } from "./rows.ts";
import { createTicker, type Ticker } from "./ticker.ts";
import { watchWindow } from "./window.ts";

/** What the page knows. */
export interface CenterState {
  readonly rows: Rows;
  /** Older completed runs of sources whose newest ones tell too little: what is usual, and until when they are up to date. */
  readonly past: readonly RunRow[];
  /** Policy, sources and versions; null until the first answer. */
  readonly installation: PolicyAnswer | null;
  /** Whether the first page of runs has arrived. */
  readonly loaded: boolean;
  /** Why the last reading failed; the rows of the one before stay. */
  readonly error: string | null;
  /** The `before` of the next older page; null when there is none. */
  readonly next: string | null;
  /** When the server was last heard of, by this machine's clock, in milliseconds; null for never. */
  readonly heardAt: number | null;
  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  readonly offsetMs: number;
}

/** The page's one feed: every hook reads it, nothing else calls the server for runs. */
export interface SyncCenter {
  readonly feed: RunFeed;
  readonly state: Observable<CenterState>;
  readonly connection: Observable<Connection>;
  readonly ticker: Ticker;
  /** Takes rows in that came by another way, e.g. in the answer of a start. */
  apply(rows: readonly RunRow[]): void;
  /** Reads the newest runs and everything active. */
  refetch(): Promise<void>;
  /** Reads the next older page. */
  loadMore(): Promise<void>;
  pause(): void;
  resume(): void;
  signedIn(): void;
  signedOut(): void;
  /** Waits until the operator has signed in again. */
  untilSignedIn(): Promise<void>;
  /** Begins to follow the server; answers how to stop. */
  start(): () => void;
}

const blank: CenterState = {
  rows: new Map(),
  past: [],
  installation: null,
  loaded: false,
  error: null,
  next: null,
  heardAt: null,
  offsetMs: 0,
};

/** Makes the page's feed. It does nothing until it is started. */
export function createSyncCenter(feed: RunFeed): SyncCenter {
  const state = observable(blank);
  const connection = observable<Connection>("connecting");
  const set = (change: Partial<CenterState>) => state.set({ ...state.get(), ...change });
  const apply = (rows: readonly RunRow[]) => set({ rows: applyRows(state.get().rows, rows) });
  const heard = (serverNow?: string) =>
    set({ heardAt: Date.now(), ...(serverNow === undefined ? {} : { offsetMs: Date.parse(serverNow) - Date.now() }) });

  const machine = connectionMachine.provide({
    actions: { refetch: () => void refetch() },
    actors: {
      stream: fromCallback(({ sendBack }) => {
        const stop = new AbortController();
        void follow(stop.signal, sendBack);
        return () => stop.abort();
      }),
    },
  });
  function line() {
    const actor = createActor(machine);
    actor.subscribe(({ value }) => {
      connection.set((typeof value === "string" ? value : value.reading) as Connection);
    });
    return actor;
  }
  let actor = line();

  async function follow(signal: AbortSignal, send: (event: { type: "HELLO" | "TROUBLE" | "DOWN" }) => void) {
    try {
      for await (const event of feed.stream({ signal })) {
        if (event.type !== "down" && event.type !== "trouble") heard(event.type === "hello" ? event.now : undefined);
        if (event.type === "run") apply([event.run]);
        if (event.type === "hello") send({ type: "HELLO" });
        if (event.type === "trouble") send({ type: "TROUBLE" });
        if (event.type === "down") send({ type: "DOWN" });
      }
    } catch (error) {
      if (!signal.aborted) fail(error, () => send({ type: "DOWN" }));
    }
  }

  function fail(error: unknown, otherwise: () => void) {
    if (!isApiError(error)) throw error;
    // The sign-in that stands on top of the page says it already.
    if (error.status === 401) {
      actor.send({ type: "SIGNED_OUT" });
      return;
    }
    otherwise();
    set({ error: error.code });
  }

  let reading: Promise<void> | null = null;
  const refetch = () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };

  async function read() {
    try {
      const [installation, newest, active] = await Promise.all([
        feed.policy(),
        feed.runs(),
        feed.runs({ active: true }),
      ]);
      heard(installation.now);
      const rows = applyRows(state.get().rows, [...newest.runs, ...active.runs]);
      const first = !state.get().loaded;
      const next = first ? newest.next : state.get().next;
      set({ rows, installation, loaded: true, error: null, next });
      await readVanished(new Set([...newest.runs, ...active.runs].map((run) => run.id)));
      if (first && next !== null) {
        const sources = installation.sources.map(({ name }) => name);
        set({ past: await readBackground(feed, sources, newest.runs) });
      }
    } catch (error) {
      fail(error, () => undefined);
    }
  }

  /** Runs that were active when last seen and are in no answer now: they ended while nobody looked. */
  async function readVanished(seen: ReadonlySet<string>) {
    const lost = [...state.get().rows.values()].filter((run) => isActive(run.status) && !seen.has(run.id));
    for (const { id } of lost) {
      try {
        apply([(await feed.run(id)).run]);
      } catch (error) {
        if (!isApiError(error) || error.code !== "run_not_found") throw error;
        set({ rows: new Map([...state.get().rows].filter(([held]) => held !== id)) });
      }
    }
  }

  async function loadMore() {
    const { next } = state.get();
    if (next === null) return;
    try {
      const older = await feed.runs({ before: next });
      set({ rows: applyRows(state.get().rows, older.runs), next: older.next, error: null });
    } catch (error) {
      fail(error, () => undefined);
    }
  }

  return {
    feed,
    state,
    connection,
    ticker: createTicker(() => Date.now() + state.get().offsetMs),
    apply,
    refetch,
    loadMore,
    pause: () => actor.send({ type: "PAUSE" }),
    resume: () => actor.send({ type: "RESUME" }),
    signedIn: () => actor.send({ type: "SIGNED_IN" }),
    signedOut: () => actor.send({ type: "SIGNED_OUT" }),
    untilSignedIn: async () => {
      await waitFor(actor, (snapshot) => !snapshot.matches("signedOut"));
    },
    start() {
      // An effect that is undone and done again, as React's strict mode does, begins anew: what was stopped stays so.
      if (actor.getSnapshot().status === "stopped") actor = line();
      const own = actor.start();
      const stopWatching = watchWindow((type) => own.send({ type }));
      return () => {
        stopWatching();
        own.stop();
      };
    },
  };
}
