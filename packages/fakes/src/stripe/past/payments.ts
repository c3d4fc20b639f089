import type { Person } from "../../shared/people.ts";
import type { Random } from "../../shared/random.ts";
import type { StripeObject } from "../collections.ts";
import { cardDetails } from "../objects/charge.ts";
import type { PastContext } from "./context.ts";
import { addressOf, type Client } from "./customers.ts";
import type { PaidBill } from "./invoices.ts";
import { DAY } from "./moments.ts";
import { planSales, type Sale } from "./sales.ts";

/** Money that came in: what a refund can be made of. */
export interface PaidCharge {
  id: string;
  paymentIntent: string | null;
  client: Client | null;
  amount: number;
  currency: string;
  at: number;
}

/** Writes payment intents and their charges. Answers the paid charges. */
export function writePayments(
  context: PastContext,
  clients: readonly Client[],
  paid: readonly PaidBill[],
): PaidCharge[] {
  const random = context.random.fork("payments");
  return planSales(context, clients, paid, random).flatMap((sale) => writeSale(context, sale, random));
}

function writeSale({ world, script, span }: PastContext, sale: Sale, random: Random): PaidCharge[] {
  const { at, amount, description, person, client } = sale;
  const { currency } = person;
  const paymentIntent = sale.intent ? world.newId("pi") : null;
  const common = { amount, currency, customer: client?.id ?? null, description };

  const update = (when: number, patch: Record<string, unknown>) => {
    if (paymentIntent) world.update("payment_intents", paymentIntent, patch, { at: when });
  };
  if (paymentIntent) {
    const intent = { ...common, id: paymentIntent, receipt_email: person.email };
    script.add(at, () => world.create("payment_intents", intent, { at }));
  }
  if (sale.attempts === 0 && at + DAY <= span.until && random.chance(0.3)) {
    const canceled = { status: "canceled", canceled_at: at + DAY, cancellation_reason: "abandoned" };
    script.add(at + DAY, () => update(at + DAY, canceled));
  }

  const details = cardDetails(amount, {
    brand: random.weighted({ visa: 60, mastercard: 32, amex: 8 }),
    country: person.place.country,
    last4: String(random.int(1000, 9999)),
  });
  const attempts = Array.from({ length: sale.attempts }, (_, attempt) => ({
    id: world.newId("ch"),
    at: Math.min(span.until, at + attempt * 90),
    succeeded: sale.succeeds && attempt === sale.attempts - 1,
  }));
  for (const { id, at: when, succeeded } of attempts) {
    const fields = {
      ...common,
      id,
      billing_details: billingDetails(person),
      payment_intent: paymentIntent,
      payment_method_details: details,
      status: succeeded ? "succeeded" : "failed",
    };
    script.add(when, () => update(when, afterCharge(world.create("charges", fields, { at: when }))));
  }
  return attempts
    .filter(({ succeeded }) => succeeded)
    .map(({ id, at: when }) => ({ id, paymentIntent, client, amount, currency, at: when }));
}

function billingDetails(person: Person) {
  return { address: addressOf(person), email: person.email, name: person.name, phone: null, tax_id: null };
}

/** What a charge changes in its payment intent. */
function afterCharge({ id, status, amount, payment_method, failure_code, failure_message }: StripeObject) {
  if (status === "succeeded") {
    return { status, amount_received: amount, latest_charge: id, payment_method, last_payment_error: null };
  }
  const error = { charge: id, code: failure_code, message: failure_message, type: "card_error" };
  return { latest_charge: id, last_payment_error: error };
}
