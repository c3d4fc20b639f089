import { defineSource } from "../define/define-source.ts";
import type { Stream } from "../define/stream.ts";
import type { Source } from "../source.ts";
import { accountOf } from "./account.ts";
import { type StripeApi, stripeApi } from "./api.ts";
import { events } from "./events.ts";
import { listStream } from "./list-stream.ts";
import { lists, type StripeListing } from "./lists.ts";
import { readOlderStripe } from "./older.ts";
import { prices } from "./prices.ts";

/** How many requests are under way at once: eight windows of a list make use of what Stripe allows an endpoint. */
const usual = { perStream: 8, inAll: 32 };

/**
 * A source for Stripe that works on so many tasks at once; the usual one is {@link stripeSource}. One at a time makes
 * one order of all requests, for tests that are about something else.
 */
export function createStripeSource(parallel = usual): Source {
  return defineSource({
    name: "stripe",
    title: "Stripe",
    functionName: "fetch-stripe",
    credentials: [{ env: "STRIPE_SECRET_KEY", secret: true }],
    baseEnv: "STRIPE_API_BASE",
    rates: [
      { scope: "endpoint", requests: 25, perMs: 1_000 },
      { scope: "account", requests: 100, perMs: 1_000 },
    ],
    client: stripeApi,
    older: readOlderStripe,
    streams: { ...Object.fromEntries(lists.map((list) => [list.name, streamOf(list)])), events },
    parallel,
    test: accountOf,
  });
}

// biome-ignore lint/suspicious/noExplicitAny: each stream has a cursor of its own
function streamOf({ name, object, query }: StripeListing): Stream<StripeApi, any> {
  return name === "prices" ? prices : listStream(object, `/v1/${name}`, query);
}

/**
 * Stripe: customers, charges, payment intents, subscriptions, invoices, refunds, disputes, payouts, products and
 * prices, read only. What changed in a window is told by its events, which are no stream that one could ask for.
 *
 * @example
 * const pages = stripeSource.pages({
 *   account: "default", windowStart: null, windowEnd: new Date().toISOString(), checkpoint: null,
 *   credentials: { STRIPE_SECRET_KEY: key }, signal,
 * })
 * for await (const { records, checkpoint } of pages) await commit(records, checkpoint)
 */
export const stripeSource = createStripeSource();
