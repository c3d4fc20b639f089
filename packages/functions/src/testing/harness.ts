import { basePath, createClient } from "@sincro/client";
import { problem } from "@sincro/client/contract";
import type { SyncRunRow } from "@sincro/machine";
import type { ConnectionTest, Source } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { memoryStore } from "@sincro/store/memory";
import type { Auth } from "../auth/auth.ts";
import { withCronToken } from "../auth/cron.ts";
import { operatorAuth } from "../auth/operator-auth.ts";
import { signInCodes } from "../auth/sign-in-codes.ts";
import type { Fault, FunctionsDeps, SourceConnection } from "../deps.ts";
import { createFeed } from "../feed/feed.ts";
import { createFunctions } from "../functions.ts";

/** The credentials of the harness. */
export const operatorToken = "operator-token-0123456789";
export const signingKey = "signing-key-0123456789-0123456789";
/** A provider secret: it may be in no answer. */
export const providerSecret = "sk_test_provider_secret_0123456789";
/** Where the harness answers. */
export const origin = "http://sincro.test:4400";

/** What a test may change about the world. */
export interface World {
  readonly store?: (real: RunStore) => RunStore;
  readonly connectionOf?: FunctionsDeps["connectionOf"];
  readonly dispatch?: FunctionsDeps["dispatch"];
  readonly test?: () => Promise<ConnectionTest>;
  readonly allowedOrigins?: readonly string[];
  /** Another way of letting people in than the operator's token and sessions. */
  readonly auth?: Auth;
  readonly cronToken?: string;
  /** A third source, ManyChat, with or without a push token. */
  readonly manychat?: { readonly pushToken?: string };
  readonly handOff?: FunctionsDeps["handOff"];
  readonly tracer?: FunctionsDeps["tracer"];
  /** The source that waits for the others of its group. */
  readonly afterGroup?: string;
}

/** What a test sends; the operator's token unless it says otherwise. */
export interface Sent {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: BodyInit;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const connected: SourceConnection = {
  kind: "configured",
  connection: { credentials: { STRIPE_SECRET_KEY: providerSecret } },
};

function fakeSource(name: string, functionName: string, { test, afterGroup }: World): Source {
  return {
    manifest: {
      name,
      title: name.toUpperCase(),
      functionName,
      streams: ["things"],
      listed: [],
      rates: [],
      credentials: [{ env: `${name.toUpperCase()}_SECRET_KEY`, secret: true }],
      baseEnv: `${name.toUpperCase()}_API_BASE`,
      afterGroup: name === afterGroup,
    },
    pages: () => {
      throw new Error("the functions fetch no page");
    },
    test: test ?? (async () => ({ ok: true, account: "acct_1" })),
  };
}

/** All functions over a memory store, two sources and a clock that the test moves. */
export function harness(world: World = {}) {
  let shiftMs = 0;
  const real = memoryStore({ now: () => new Date(Date.now() + shiftMs).toISOString() });
  const store = world.store?.(real) ?? real;
  const dispatched: SyncRunRow[] = [];
  const faults: Fault[] = [];
  const codes = signInCodes();
  const feed = createFeed({ store, version: "1.2.3", everyMs: 5, onFault: (error) => faults.push(faultOf(error)) });
  const deps: FunctionsDeps = {
    store,
    sources: [
      fakeSource("stripe", "fetch-stripe", world),
      fakeSource("paypal", "fetch-paypal", world),
      ...(world.manychat === undefined ? [] : [fakeSource("manychat", "sync-manychat", world)]),
    ],
    manychatPushToken: world.manychat?.pushToken,
    connectionOf: world.connectionOf ?? (() => connected),
    dispatch: world.dispatch ?? ((run) => void dispatched.push(run)),
    handOff: world.handOff,
    tracer: world.tracer,
    auth: withCronToken(world.auth ?? operatorAuth({ operatorToken, signingKey, codes }), world.cronToken),
    feed,
    version: "1.2.3",
    allowedOrigins: world.allowedOrigins ?? [],
    onFault: (fault) => void faults.push(fault),
  };
  const functions = createFunctions(deps);
  const call = (method: string, path: string, sent: Sent = {}) => {
    const headers = new Headers(sent.headers);
    const token = sent.token === undefined ? operatorToken : sent.token;
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
    const url = path.startsWith("/") ? `${origin}${path}` : `${origin}${basePath}/${path}`;
    const init = { method, headers, duplex: "half", ...(body !== undefined && { body }) };
    return functions(new Request(url, { ...init, ...(sent.signal && { signal: sent.signal }) }));
  };
  return {
    store: real,
    feed,
    codes,
    dispatched,
    faults,
    functions,
    call,
    post: (path: string, body: unknown, sent: Sent = {}) => call("POST", path, { ...sent, body }),
    get: (path: string, sent: Sent = {}) => call("GET", path, sent),
    client: createClient({
      baseUrl: origin,
      token: operatorToken,
      fetch: (url, init) => functions(new Request(url, init)),
    }),
    /** Moves the database's clock. */
    pass: (ms: number) => {
      shiftMs += ms;
    },
    /** Every run there is. */
    runs: async () => (await real.list({ limit: 500 })).runs,
  };
}

const faultOf = (error: unknown): Fault => ({ instance: "", request: "feed", error });

/** The problem details of an answer, checked against the contract. */
export async function problemIn(response: Response) {
  const body = problem.parse(await response.json());
  if (response.headers.get("content-type") !== "application/problem+json") throw new Error("not declared as a problem");
  if (body.status !== response.status) throw new Error(`status ${body.status} in an answer ${response.status}`);
  return body;
}
