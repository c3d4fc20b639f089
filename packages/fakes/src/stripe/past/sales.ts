import { type Person, personAt } from "../../shared/people.ts";
import type { Random } from "../../shared/random.ts";
import { amountFor, goods } from "./catalogue.ts";
import type { PastContext } from "./context.ts";
import { type Client, clientAt } from "./customers.ts";
import type { PaidBill } from "./invoices.ts";
import { createMoments } from "./moments.ts";
import { shares } from "./shares.ts";

/** Money asked for once, with as many attempts as it took. */
export interface Sale {
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

/** All sales: first those that paid the invoices, the newest of them, then sales on the spot. */
export function planSales(
  context: PastContext,
  clients: readonly Client[],
  paid: readonly PaidBill[],
  random: Random,
): Sale[] {
  const { payment_intents: intents, charges } = context.counts;
  const invoiced = Math.min(paid.length, Math.floor(intents * invoiceShare), charges);
  const billed = [...paid].sort((a, b) => b.paidAt - a.paidAt).slice(0, invoiced);
  const attempts = attemptsOf(intents - invoiced, charges - invoiced, random);
  return [...billed.map(saleOfBill), ...salesOnTheSpot(context, clients, attempts, random)];
}

function saleOfBill({ paidAt, amount, client, subscription }: PaidBill): Sale {
  const cause = subscription?.first ? "Subscription creation" : "Subscription update";
  const description = subscription ? cause : "Payment for Invoice";
  const { person } = client;
  return { at: paidAt, amount, description, client, person, intent: true, attempts: 1, succeeds: true };
}

/** How many charges each payment intent took; without intents each charge stands alone. */
function attemptsOf(intents: number, charges: number, random: Random): { intent: boolean; attempts: number }[] {
  if (intents === 0) return Array.from({ length: charges }, () => ({ intent: false, attempts: 1 }));
  const weights = Array.from({ length: intents }, () => Number(random.weighted({ 0: 20, 1: 70, 2: 10 })));
  return shares(charges, weights).map((attempts) => ({ intent: true, attempts }));
}

function salesOnTheSpot(
  { span, seed }: PastContext,
  clients: readonly Client[],
  attempts: readonly Pick<Sale, "intent" | "attempts">[],
  random: Random,
): Sale[] {
  const momentOf = createMoments(span, random);
  return attempts.map((effort, index) => {
    const at = momentOf(index);
    const offer = random.pick(goods);
    const guest = clients.length === 0 || random.chance(0.04);
    const client = guest ? null : clientAt(clients, at, random);
    const person = client?.person ?? personAt(seed, firstGuest + index);
    return {
      ...effort,
      at: Math.max(at, client?.since ?? at),
      amount: amountFor(offer, person),
      description: offer.name,
      client,
      person,
      succeeds: effort.attempts > 0 && random.chance(0.94),
    };
  });
}

/** Guests are people too, but none of the customers. */
const firstGuest = 1_000_000;
