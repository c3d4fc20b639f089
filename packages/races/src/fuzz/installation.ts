import { createFeed, createFunctions, operatorAuth, signInCodes } from "@sincro/functions";
import type { Source } from "@sincro/sources";
import type { RunStore } from "@sincro/store";

/** What may be in no answer. */
export const secrets = {
  operatorToken: "operator-token-that-nobody-may-see",
  signingKey: "signing-key-that-nobody-may-see-0123456789",
  provider: "sk_live_that_nobody_may_see",
} as const;

export const origin = "http://sincro.test";

function source(name: string, functionName: string): Source {
  return {
    manifest: {
      name,
      title: name,
      functionName,
      streams: ["things"],
      listed: [],
      rates: [],
      credentials: [{ env: "SECRET_KEY", secret: true }],
      baseEnv: "API_BASE",
    },
    pages: () => {
      throw new Error("the functions fetch no page");
    },
    test: async () => ({ ok: true, account: null }),
  };
}

/** All HTTP functions over a store, with two sources and one operator. `faults` is what their log would have. */
export function installation(store: RunStore) {
  const faults: unknown[] = [];
  const codes = signInCodes();
  const functions = createFunctions({
    store,
    sources: [source("stripe", "fetch-stripe"), source("paypal", "fetch-paypal")],
    connectionOf: () => ({ kind: "configured", connection: { credentials: { SECRET_KEY: secrets.provider } } }),
    dispatch: () => {},
    auth: operatorAuth({ operatorToken: secrets.operatorToken, signingKey: secrets.signingKey, codes }),
    feed: createFeed({ store, version: "1.0.0" }),
    version: "1.0.0",
    onFault: ({ error }) => faults.push(error),
  });
  return { functions, faults };
}
