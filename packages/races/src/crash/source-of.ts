import { type Connection, type Pace, type Source, sourceNamed } from "@sincro/sources";
import { createStripeSource, stripeSource } from "@sincro/sources/stripe";
import type { WorkerConfig } from "./protocol.ts";

/**
 * Stripe with one request after the other, so that all steps of a sync have one order; what happens when many are under
 * way at once is for the tests of the source itself, for `side-by-side.test.ts`, and for the other sources here.
 */
const oneByOne = createStripeSource({ perStream: 1, inAll: 1 });

/** Turns at once: what happens at a worker's steps is the matter with Stripe, not how often it is asked. */
const atOnce: Pace = { turn: async () => {}, rest: async () => {} };

/** By how much the time is shorter here over which a provider counts requests: a minute of PayPal's is three seconds. */
export const quicker = { paypal: 20, ghl: 10, manychat: 10 } as const;

/** The part of what providers allow that is used: what is under way at once stays below the rest. */
export const rateShare = 0.8;

/** The source of a worker of these tests, with the rates of its {@link quicker} provider. */
export function sourceOf({ source: name, sideBySide }: Pick<WorkerConfig, "source" | "sideBySide">): Source {
  if (name === "stripe") return sideBySide ? stripeSource : oneByOne;
  const source = sourceNamed(name);
  if (source === undefined) throw new Error(`there is no source ${name}`);
  const { rates, ...manifest } = source.manifest;
  const quick = rates.map((rate) => ({ ...rate, perMs: rate.perMs / quicker[name as keyof typeof quicker] }));
  return { ...source, manifest: { ...manifest, rates: quick } };
}

/** How a worker of these tests reaches its provider: in turns of the store's, but for Stripe's. */
export function connectionOf({
  source,
  credentials,
  providerUrl: baseUrl,
  defect,
}: Pick<WorkerConfig, "source" | "credentials" | "providerUrl" | "defect">): Omit<Connection, "signal"> {
  const common = { credentials, baseUrl };
  if (source === "stripe") return { ...common, pace: atOnce, limits: { backoffMs: 1 } };
  const pace = defect === "out of turn" ? atOnce : undefined;
  return { ...common, pace, limits: { backoffMs: 1, timeoutMs: 1_000, retries: 9 } };
}
