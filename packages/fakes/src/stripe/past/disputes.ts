import type { StripeObject } from "../collections.ts";
import { evidenceDetails } from "../objects/dispute.ts";
import type { PastContext } from "./context.ts";
import { DAY } from "./moments.ts";
import type { PaidCharge } from "./payments.ts";

/** One in so many paid charges is disputed: many, for a business, so that small accounts have some too. */
const oneIn = 40;

/** Writes disputes: opened within days, answered within the week, decided a month later; as far as there is time. */
export function writeDisputes({ world, script, span, random }: PastContext, charges: readonly PaidCharge[]): void {
  const chance = random.fork("disputes");
  for (const charge of charges.filter((_, index) => index % oneIn === oneIn / 4)) {
    const id = world.newId("dp");
    const at = charge.at + chance.int(1, 20 * DAY);
    const [answeredAt, decidedAt] = [at + 5 * DAY, at + 35 * DAY];
    const reason = chance.weighted({ fraudulent: 55, product_not_received: 25, subscription_canceled: 20 });
    const status = chance.weighted({ won: 40, lost: 60 });
    const update = (when: number, patch: Record<string, unknown>) => {
      if (when <= span.until) script.add(when, () => world.update("disputes", id, patch, { at: when }));
    };
    if (at > span.until) continue;
    script.add(at, () => {
      const { refunded } = world.timelines.charges.get(charge.id) as StripeObject;
      const { amount, currency, paymentIntent } = charge;
      const about = { charge: charge.id, payment_intent: paymentIntent, is_charge_refundable: refunded !== true };
      world.create("disputes", { id, amount, currency, reason, ...about }, { at });
      world.update("charges", charge.id, { disputed: true }, { at });
    });
    update(answeredAt, { status: "under_review", evidence_details: evidenceDetails(at, true) });
    update(decidedAt, { status, is_charge_refundable: false });
  }
}
