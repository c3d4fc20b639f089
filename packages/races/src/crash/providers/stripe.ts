import { createStripeFake, type StripeFake } from "@sincro/fakes";
import type { SourceRecord } from "@sincro/machine";
import { streams } from "../protocol.ts";
import type { Clock, Provider } from "./provider.ts";

/** Customers 100 + 100 + 1, charges 30, refunds 10: five pages. */
const counts = { customers: 201, payment_intents: 40, charges: 30, subscriptions: 0, invoices: 0, refunds: 10 };

/** Stripe, with more of its fake for the tests that are about its answers. */
export interface StripeProvider extends Provider {
  readonly fake: StripeFake;
}

/** A Stripe account of five pages. */
export function stripe(now: Clock): StripeProvider {
  const fake = createStripeFake({ seed: 11, counts, historyDays: 90, now });
  return {
    name: "stripe",
    fake,
    credentials: { STRIPE_SECRET_KEY: fake.key },
    streams,
    objects: () =>
      streams.flatMap((list) =>
        fake.objects(list).map((data) => ({ object: data.object, id: data.id, data: data as SourceRecord["data"] })),
      ),
    atOnce: 16,
  };
}
