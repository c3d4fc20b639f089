import type { Source } from "../source.ts";
import { stripeManifest } from "./manifest.ts";
import { stripePages } from "./pages.ts";
import { testStripe } from "./test-connection.ts";

/**
 * Stripe: customers, charges, payment intents, subscriptions, invoices and refunds, read only.
 *
 * @example
 * const pages = stripeSource.pages({
 *   account: "default", windowStart: null, windowEnd: new Date().toISOString(), checkpoint: null,
 *   credentials: { STRIPE_SECRET_KEY: key }, signal,
 * })
 * for await (const { records, checkpoint } of pages) await commit(records, checkpoint)
 */
export const stripeSource: Source = {
  manifest: stripeManifest,
  pages: stripePages,
  test: testStripe,
};
