import { type InvoiceStatus, invoiceState } from "../objects/invoice.ts";
import { invoiceLines } from "../objects/invoice-lines.ts";
import type { PriceFields } from "../objects/price.ts";
import { amountFor, goods } from "./catalogue.ts";
import type { PastContext } from "./context.ts";
import { addressOf, type Client, clientAt } from "./customers.ts";
import { createMoments, DAY, HOUR } from "./moments.ts";

/** An invoice as planned. */
export interface Bill {
  id: string;
  client: Client;
  at: number;
  amount: number;
  description: string;
  period: { start: number; end: number };
  /** What becomes of it, if there is still time. */
  outcome: InvoiceStatus;
  subscription?: { id: string; item: string; price: PriceFields; first: boolean };
}

/** An invoice that was paid: somewhere among the payments there is its money. */
export interface PaidBill extends Bill {
  paidAt: number;
}

const outcomeEvents = {
  open: "invoice.payment_failed",
  paid: "invoice.paid",
  void: "invoice.voided",
  uncollectible: "invoice.marked_uncollectible",
};

/** Writes the subscriptions' bills and, to make up the number, invoices written by hand. Answers the paid ones. */
export function writeInvoices(context: PastContext, clients: readonly Client[], bills: readonly Bill[]): PaidBill[] {
  const sequence = new Map<string, number>();
  const all = [...bills, ...handWritten(context, clients, context.counts.invoices - bills.length)];
  return all.flatMap((bill) => writeInvoice(context, bill, sequence));
}

function handWritten({ world, span, random }: PastContext, clients: readonly Client[], count: number): Bill[] {
  const chance = random.fork("invoices");
  const momentOf = createMoments(span, chance);
  return Array.from({ length: count }, (_, index) => {
    const at = momentOf(index);
    const client = clientAt(clients, at, chance);
    const offer = chance.pick(goods);
    return {
      id: world.newId("in"),
      client,
      at,
      amount: amountFor(offer, client.person),
      description: offer.name,
      period: { start: at, end: at },
      outcome: chance.weighted({ paid: 70, open: 18, void: 6, uncollectible: 3, draft: 3 }),
    };
  });
}

/** A draft first; final an hour later (at once for a new subscription), as Stripe does; then paid, or not. */
function writeInvoice({ world, script, span }: PastContext, bill: Bill, sequence: Map<string, number>): PaidBill[] {
  const { id, at, amount, client, outcome } = bill;
  const finalAt = bill.subscription?.first ? at : at + HOUR;
  const outcomeAt = outcome === "void" || outcome === "uncollectible" ? finalAt + 5 * DAY : finalAt;

  script.add(at, () => world.create("invoices", { id, amount, ...fieldsOf(bill, world.newId("il")) }, { at }));
  if (outcome === "draft" || finalAt > span.until) return [];
  script.add(finalAt, () => {
    const number = (sequence.get(client.id) ?? 0) + 1;
    sequence.set(client.id, number);
    const named = { number: `${client.id.slice(-8).toUpperCase()}-${String(number).padStart(4, "0")}` };
    const patch = { ...named, ...invoiceState("open", amount, finalAt), auto_advance: true };
    world.update("invoices", id, patch, { at: finalAt, event: "invoice.finalized" });
  });
  if (outcomeAt > span.until || (outcome === "open" && !bill.subscription)) return [];
  script.add(outcomeAt, () => {
    const retry = { attempted: true, attempt_count: 2, next_payment_attempt: outcomeAt + 3 * DAY };
    const patch = {
      ...invoiceState(outcome, amount, finalAt, outcomeAt),
      auto_advance: outcome === "open",
      ...(outcome === "open" && retry),
    };
    world.update("invoices", id, patch, { at: outcomeAt, event: outcomeEvents[outcome] });
  });
  return outcome === "paid" ? [{ ...bill, paidAt: outcomeAt }] : [];
}

function fieldsOf({ id, amount, client, description, period, subscription }: Bill, lineId: string) {
  const { person } = client;
  const { currency } = subscription?.price ?? person;
  const item = subscription && {
    subscription: subscription.id,
    subscription_item: subscription.item,
    price: subscription.price.id,
    product: subscription.price.product,
  };
  return {
    account_country: "MX",
    billing_reason: subscription ? (subscription.first ? "subscription_create" : "subscription_cycle") : "manual",
    collection_method: subscription ? "charge_automatically" : "send_invoice",
    currency,
    customer: client.id,
    customer_address: addressOf(person),
    customer_email: person.email,
    customer_name: person.name,
    lines: invoiceLines({ id: lineId, invoice: id, amount, currency, description, period, ...(item && { item }) }),
    parent: subscription
      ? {
          quote_details: null,
          subscription_details: { metadata: {}, subscription: subscription.id },
          type: "subscription_details",
        }
      : null,
    period_end: period.start,
    period_start: period.start,
  };
}
