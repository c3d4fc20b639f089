import { basePath } from "@sincro/client";
import {
  createFeed,
  createFunctions,
  type Fault,
  type FunctionsDeps,
  operatorAuth,
  routeTable,
  signInCodes,
  withCronToken,
} from "@sincro/functions";
import { sources } from "@sincro/sources";
import { memoryStore } from "@sincro/store/memory";
import { freePort } from "../e2e/serve.fixture.ts";
import type { Allowances } from "./guard.ts";
import { healthOf } from "./health.ts";
import { listen } from "./listen.ts";

/** What may be in no answer. */
export const secrets = {
  operatorToken: "operator-token-that-nobody-may-see",
  signingKey: "signing-key-that-nobody-may-see-0123456789",
  cronToken: "cron-token-that-nobody-may-see",
  pushToken: "push-token-that-nobody-may-see",
  provider: "sk_live_that_nobody_may_see",
} as const;
export const site = "https://app.example.com";

/** One path and method that is served. */
export interface Route {
  readonly method: string;
  /** Whole, with an id where there is one. */
  readonly path: string;
  /** Of the page and of health nobody is asked who he is. */
  readonly kind: "function" | "page" | "health";
}

/** What a test may change. */
interface ServedOptions {
  readonly allowances?: Allowances;
  readonly patienceMs?: number;
}

/** Everything that an installation serves, over real HTTP: its functions over a memory store, a page, its health. */
export async function serveAll({ allowances, patienceMs }: ServedOptions = {}) {
  const faults: Fault[] = [];
  const store = memoryStore();
  const feed = createFeed({ store, version: "1.0.0" });
  const { operatorToken, signingKey, cronToken, pushToken, provider } = secrets;
  const codes = signInCodes();
  const now = new Date().toISOString();
  const deps: FunctionsDeps = {
    store,
    sources: sources.map((source) => ({ ...source, test: async () => ({ ok: true, account: null }) })),
    connectionOf: () => ({ kind: "configured", connection: { credentials: { STRIPE_SECRET_KEY: provider } } }),
    dispatch: () => {},
    handOff: { signingKey, work: async () => {}, background: () => {} },
    auth: withCronToken(operatorAuth({ operatorToken, signingKey, codes }), cronToken),
    feed,
    version: "1.0.0",
    manychatPushToken: pushToken,
    allowedOrigins: [site],
    onFault: (fault) => void faults.push(fault),
  };
  const listening = await listen(
    {
      functions: createFunctions(deps),
      page: () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } }),
      health: healthOf({ status: async () => ({ now, sweptAt: now }), migrated: async () => 1, expected: 1 }),
    },
    { host: "127.0.0.1", port: await freePort(), allowedOrigins: [site], allowances, patienceMs },
  );
  const functions = [...routeTable(deps)].flatMap(([path, methods]) =>
    Object.keys(methods).map((method): Route => ({ method, path: `${basePath}/${at(path)}`, kind: "function" })),
  );
  const others: readonly Route[] = [
    { method: "GET", path: "/", kind: "page" },
    { method: "GET", path: "/healthz", kind: "health" },
    { method: "GET", path: "/readyz", kind: "health" },
  ];
  return {
    origin: listening.origin,
    port: Number(new URL(listening.origin).port),
    store,
    faults,
    routes: [...functions, ...others],
    close: async () => {
      feed.close();
      await listening.close();
    },
  };
}

const at = (path: string) => path.replace(":id", "11111111-1111-4111-8111-111111111111");
