import type { StripeObject } from "../collections.ts";
import type { PastContext } from "./context.ts";
import { createMoments } from "./moments.ts";
import type { PaidCharge } from "./payments.ts";

/** Writes refunds, spread evenly over the paid charges; several of one charge share its amount. */
export function writeRefunds({ world, script, counts, span, random }: PastContext, charges: readonly PaidCharge[]) {
  const chance = random.fork("refunds");
  const momentOf = createMoments(span, chance);
  const indices = Array.from({ length: counts.refunds }, (_, index) => index);
  const chosen = indices.map((index) => charges[Math.floor((index * charges.length) / counts.refunds)] as PaidCharge);
  const perCharge = Map.groupBy(chosen, ({ id }) => id);

  for (const [index, charge] of chosen.entries()) {
    const parts = perCharge.get(charge.id)?.length ?? 1;
    const amount = parts > 1 || chance.chance(0.35) ? Math.ceil(charge.amount / (parts + 1)) : charge.amount;
    const at = Math.max(momentOf(index), Math.min(span.until, charge.at + 120));
    const reason = chance.weighted({ requested_by_customer: 80, duplicate: 15, fraudulent: 5 });
    script.add(at, () => {
      const { payment_method, amount_refunded } = world.timelines.charges.get(charge.id) as StripeObject;
      const origin = { charge: charge.id, payment_intent: charge.paymentIntent, payment_method };
      const customer = charge.client?.id ?? null;
      world.create("refunds", { ...origin, amount, currency: charge.currency, customer, reason }, { at });
      const refunded = Number(amount_refunded) + amount;
      const patch = { amount_refunded: refunded, refunded: refunded === charge.amount };
      world.update("charges", charge.id, patch, { at, event: "charge.refunded" });
    });
  }
}
