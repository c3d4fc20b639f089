import type { SourceManifest } from "../source.ts";
import { stripeStreamNames } from "./streams.ts";

/** What Sincro says of Stripe. */
export const stripeManifest = {
  name: "stripe",
  title: "Stripe",
  functionName: "fetch-stripe",
  streams: stripeStreamNames,
  credentials: [{ env: "STRIPE_SECRET_KEY", secret: true }],
  baseEnv: "STRIPE_API_BASE",
  listed: [],
  rates: [
    { scope: "endpoint", requests: 25, perMs: 1_000 },
    { scope: "account", requests: 100, perMs: 1_000 },
  ],
} as const satisfies SourceManifest;
