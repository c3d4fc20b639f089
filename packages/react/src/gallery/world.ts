import { ApiError, type PolicyAnswer, type SourceInfo } from "@sincro/client";
import { policy, type SyncRunRow } from "@sincro/machine";
import type { CenterState, SyncCenter } from "../feed/center.ts";
import type { Connection } from "../feed/connection.ts";
import { observable } from "../feed/observable.ts";
import type { SyncActions } from "../feed/port.ts";
import { applyRows } from "../feed/rows.ts";
import { at, noon } from "../view/run.fixture.ts";
import type { World } from "./scene.ts";

const source = (name: string, title: string, changes: Partial<SourceInfo> = {}): SourceInfo => ({
  name,
  title,
  functionName: `fetch-${name}`,
  streams: [],
  configured: true,
  missing: [],
  invalid: [],
  demo: false,
  ...changes,
});

export const stripe = source("stripe", "Stripe");
/** The sources of an installation, in its order. */
export const sources: readonly SourceInfo[] = [
  stripe,
  source("paypal", "PayPal"),
  source("ghl", "GoHighLevel"),
  source("manychat", "ManyChat"),
];

/** A call that is never answered. */
export const unanswered = () => new Promise<never>(() => undefined);

/** A call that is refused with a code. */
export const refused = (code: string) => () =>
  Promise.reject(new ApiError(code, { status: 503, detail: "A fixed answer of the gallery." }));

/** The commands of a scene: what it does not answer is never answered. */
export function actionsOf({ answers = {} }: World): SyncActions {
  return {
    syncAll: unanswered,
    sync: unanswered,
    resume: unanswered,
    cancel: unanswered,
    sweep: unanswered,
    test: unanswered,
    ...answers,
  };
}

function stateOf({ runs = [], loaded = true, error, more = false, heardAgoS = 0, ...rest }: World): CenterState {
  const installation: PolicyAnswer = {
    now: at(0),
    policy,
    sweptAt: at(-(rest.sweptAgoS ?? 10)),
    silences: 0,
    version: "0.1.0",
    schemaVersion: 1,
    sources: [...(rest.sources ?? sources)],
  };
  return {
    rows: applyRows(new Map(), runs),
    past: [],
    installation: loaded ? installation : null,
    loaded,
    error: error ?? null,
    next: more ? "older" : null,
    heardAt: heardAgoS === null ? null : noon - heardAgoS * 1000,
    offsetMs: 0,
  };
}

/** A feed that stands still: it is noon, nothing is read, and nothing arrives but what a scene's own play brings. */
export function stillCenter(world: World): SyncCenter {
  const state = observable(stateOf(world));
  const connection = observable<Connection>(world.connection ?? "live");
  return {
    feed: { runs: unanswered, run: runOf(world), policy: unanswered, stream: () => nothing() },
    state,
    connection,
    ticker: { now: () => noon, subscribe: () => () => undefined },
    apply: (rows) => state.set({ ...state.get(), rows: applyRows(state.get().rows, rows) }),
    refetch: async () => undefined,
    loadMore: async () => undefined,
    pause: () => connection.set("paused"),
    resume: () => connection.set("live"),
    signedIn: () => connection.set("live"),
    signedOut: () => connection.set("signedOut"),
    untilSignedIn: unanswered,
    start: () => () => undefined,
  };
}

/** How a scene's runs are read one by one: all have the scene's history. */
function runOf({ runs = [], history }: World): SyncCenter["feed"]["run"] {
  if (history === undefined) return unanswered;
  return async (id) => {
    const run = runs.find((known) => known.id === id);
    if (run === undefined) throw new ApiError("not_found", { status: 404, detail: "A fixed answer of the gallery." });
    return { run: run as SyncRunRow, events: [...history], allowed: [], now: at(0) };
  };
}

async function* nothing(): AsyncGenerator<never> {}
