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
} as const satisfies SourceManifest;
