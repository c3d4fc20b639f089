import { type Person, personAt } from "../../shared/people.ts";
import type { Random } from "../../shared/random.ts";
import { cardDetails } from "../objects/charge.ts";
import { amountFor, goods } from "./catalogue.ts";
import type { PastContext } from "./context.ts";
import { addressOf, type Client, clientAt } from "./customers.ts";
import type { PaidBill } from "./invoices.ts";
import { createMoments, DAY } from "./moments.ts";
import { shares } from "./shares.ts";

/** Money that came in: what a refund can be made of. */
export interface PaidCharge {
  id: string;
  paymentIntent: string | null;
  client: Client | null;
  amount: number;
  currency: string;
  at: number;
}

interface Sale {
  at: number;
  amount: number;
  description: string;
  client: Client | null;
  person: Person;
  /** Whether it has a payment intent; very old integrations charged without. */
  intent: boolean;
  /** One charge each; the last one may succeed. */
  attempts: number;
  succeeds: boolean;
}

/** At most so much of all payment intents paid invoices; the rest are sales on the spot. */
const invoiceShare = 0.75;

/** Writes payment intents and their charges: first those that paid the invoices, then sales. Answers the paid charges. */
export function writePayments(
  context: PastContext,
  clients: readonly Client[],
  paid: readonly PaidBill[],
): PaidCharge[] {
  const random = context.random.fork("payments");
  const { payment_intents: intents, charges } = context.counts;
  const invoiced = Math.min(paid.length, Math.floor(intents * invoiceShare), charges);
  const billed = [...paid].sort((a, b) => b.paidAt - a.paidAt).slice(0, invoiced);
  return [
    ...billed.map(saleOfBill),
    ...sales(context, clients, random, intents - invoiced, charges - invoiced),
  ].flatMap((sale) => writeOne(context, sale, random));
}

function saleOfBill({ paidAt, amount, client, subscription }: PaidBill): Sale {
  const cause = subscription
    ? subscription.first
      ? "Subscription creation"
      : "Subscription update"
    : "Payment for Invoice";
  const { person } = client;
  return { at: paidAt, amount, description: cause, client, person, intent: true, attempts: 1, succeeds: true };
}

function sales(
  context: PastContext,
  clients: readonly Client[],
  random: Random,
  intents: number,
  charges: number,
): Sale[] {
  const momentOf = createMoments(context.span, random);
  const attempts =
    intents > 0
      ? shares(
          charges,
          Array.from({ length: intents }, () => Number(random.weighted({ 0: 20, 1: 70, 2: 10 }))),
        )
      : Array<number>(charges).fill(1);
  return attempts.map((count, index) => {
    const at = momentOf(index);
    const offer = random.pick(goods);
    const guest = clients.length === 0 || random.chance(0.04);
    const client = guest ? null : clientAt(clients, at, random);
    const person = client?.person ?? personAt(context.seed, 1_000_000 + index);
    return {
      at: Math.max(at, client?.since ?? at),
      amount: amountFor(offer, person),
      description: offer.name,
      client,
      person,
      intent: intents > 0,
      attempts: count,
      succeeds: count > 0 && random.chance(0.94),
    };
  });
}

function writeOne({ world, script, span }: PastContext, sale: Sale, random: Random): PaidCharge[] {
  const { at, amount, description, person, client } = sale;
  const customer = client?.id ?? null;
  const paymentIntent = sale.intent ? world.newId("pi") : null;
  const common = { amount, currency: person.currency, customer, description };
  if (paymentIntent) {
    script.add(at, () =>
      world.create("payment_intents", { ...common, id: paymentIntent, receipt_email: person.email }, { at }),
    );
  }
  if (paymentIntent && sale.attempts === 0 && at + DAY <= span.until && random.chance(0.3)) {
    const canceled = { status: "canceled", canceled_at: at + DAY, cancellation_reason: "abandoned" };
    script.add(at + DAY, () => world.update("payment_intents", paymentIntent, canceled, { at: at + DAY }));
  }

  const card = {
    brand: random.weighted({ visa: 60, mastercard: 32, amex: 8 }),
    country: person.place.country,
    last4: `${random.int(1000, 9999)}`,
  };
  return Array.from({ length: sale.attempts }, (_, attempt) => {
    const chargedAt = Math.min(span.until, at + attempt * 90);
    const succeeded = sale.succeeds && attempt === sale.attempts - 1;
    const id = world.newId("ch");
    script.add(chargedAt, () => {
      const charge = world.create(
        "charges",
        {
          ...common,
          id,
          billing_details: {
            address: addressOf(person),
            email: person.email,
            name: person.name,
            phone: null,
            tax_id: null,
          },
          payment_intent: paymentIntent,
          payment_method_details: cardDetails(amount, card),
          status: succeeded ? "succeeded" : "failed",
        },
        { at: chargedAt },
      );
      const patch = succeeded
        ? {
            status: "succeeded",
            amount_received: amount,
            payment_method: charge.payment_method,
            last_payment_error: null,
          }
        : {
            last_payment_error: {
              charge: id,
              code: "card_declined",
              message: "Your card was declined.",
              type: "card_error",
            },
          };
      if (paymentIntent)
        world.update("payment_intents", paymentIntent, { ...patch, latest_charge: id }, { at: chargedAt });
    });
    return { id, paymentIntent, client, amount, currency: person.currency, at: chargedAt, succeeded };
  }).filter((charge) => charge.succeeded);
}
