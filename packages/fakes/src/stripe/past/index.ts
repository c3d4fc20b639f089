import type { PastContext, StripeCounts } from "./context.ts";
import { writeCustomers } from "./customers.ts";
import { writeDisputes } from "./disputes.ts";
import { writeInvoices } from "./invoices.ts";
import { writePayments } from "./payments.ts";
import { writePayouts } from "./payouts.ts";
import { writeRefunds } from "./refunds.ts";
import { createScript } from "./script.ts";
import { writeSubscriptions } from "./subscriptions.ts";

export type { StripeCounts } from "./context.ts";

/** A thousand objects in the proportions of a small business: what `scale: 1` means. */
const perScale: StripeCounts = {
  customers: 240,
  payment_intents: 280,
  charges: 250,
  subscriptions: 40,
  invoices: 170,
  refunds: 20,
};

/** `scale` thousand objects, with single kinds set by hand. */
export function countsFor(scale: number, counts: Partial<StripeCounts> = {}): StripeCounts {
  const scaled = Object.fromEntries(Object.entries(perScale).map(([list, n]) => [list, Math.round(n * scale)]));
  return { ...(scaled as StripeCounts), ...counts };
}

/**
 * Fills an empty world with exactly `counts` objects that refer to each other, and with what these bring with them: the
 * catalogue that is subscribed to, disputes and payouts of charges.
 *
 * @throws RangeError when the counts contradict each other
 */
export function writePast(context: Omit<PastContext, "script">): void {
  const { counts } = context;
  const whole = { ...context, script: createScript() };
  const clients = writeCustomers(whole);
  if (clients.length === 0 && counts.subscriptions + counts.invoices > 0) {
    throw new RangeError("subscriptions and invoices need at least one customer");
  }
  const bills = writeSubscriptions(whole, clients);
  const paid = writeInvoices(whole, clients, bills);
  const charges = writePayments(whole, clients, paid);
  if (charges.length === 0 && counts.refunds > 0) throw new RangeError("refunds need at least one paid charge");
  writeRefunds(whole, charges);
  writeDisputes(whole, charges);
  writePayouts(whole, charges);
  whole.script.play();
}
