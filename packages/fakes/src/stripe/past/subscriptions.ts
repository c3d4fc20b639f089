import type { PriceFields } from "../objects/price.ts";
import { subscriptionItems } from "../objects/subscription-items.ts";
import type { PastContext } from "./context.ts";
import { type Client, clientAt } from "./customers.ts";
import type { Bill } from "./invoices.ts";
import { type Life, planLife } from "./lives.ts";
import { createMoments, HOUR, monthsLater } from "./moments.ts";
import { createPrices } from "./prices.ts";
import { shares } from "./shares.ts";

/** Of all invoices, how many come from subscriptions; the others were written by hand. */
const subscriptionShare = 0.88;

/** Tells every subscription from its beginning through its renewals, and answers what it billed on the way. */
export function writeSubscriptions(context: PastContext, clients: readonly Client[]): Bill[] {
  const { counts, span } = context;
  const random = context.random.fork("subscriptions");
  const momentOf = createMoments(span, random);
  const priceOf = createPrices(context);
  const weights = Array.from({ length: counts.subscriptions }, (_, index) =>
    index % 20 === 0 ? 0 : random.int(1, 12),
  );
  return shares(Math.floor(counts.invoices * subscriptionShare), weights).flatMap((cycles, index) => {
    const life = planLife(cycles, momentOf(index), span, random);
    const client = clientAt(clients, life.dates[0], random);
    return writeSubscription(context, life, client, priceOf(life.plan, client.person.currency));
  });
}

function writeSubscription({ world, script }: PastContext, life: Life, client: Client, price: PriceFields): Bill[] {
  const [id, item] = [world.newId("sub"), world.newId("si")];
  const { plan, status, dates, end } = life;
  const [start] = dates;
  const bills = (life.billed ? dates : []).map((at, cycle): Bill => {
    const failing = status === "past_due" && cycle === dates.length - 1;
    return {
      id: world.newId("in"),
      client,
      at,
      amount: price.amount,
      description: `1 × ${plan.name}`,
      period: { start: at, end: monthsLater(at, plan.interval === "year" ? 12 : 1) },
      outcome: failing ? "open" : "paid",
      subscription: { id, item, price, first: cycle === 0 },
    };
  });
  const cycleState = (cycle: number) => {
    const period = bills[cycle]?.period ?? { start, end };
    const items = subscriptionItems({ id: item, subscription: id, created: start, price, period });
    return { items, latest_invoice: bills[cycle]?.id ?? null };
  };
  const update = (at: number, patch: Record<string, unknown>) =>
    script.add(at, () => world.update("subscriptions", id, patch, { at }));

  script.add(start, () => {
    const fields = {
      id,
      customer: client.id,
      currency: price.currency,
      description: plan.name,
      status: life.billed ? "active" : status,
      ...(status === "trialing" && { trial_start: start, trial_end: end }),
      ...cycleState(0),
    };
    world.create("subscriptions", fields, { at: start });
  });
  for (const [cycle, at] of dates.entries()) if (cycle > 0) update(at, cycleState(cycle));
  if (status === "past_due") {
    const at = (dates.at(-1) ?? start) + HOUR; // when its invoice was final, and its payment failed
    update(at, { status });
    script.add(at, () => world.update("customers", client.id, { delinquent: true }, { at }));
  }
  if (status === "canceled") {
    const why = { comment: null, feedback: "too_expensive", feedback_option: null, reason: "cancellation_requested" };
    update(end, { status, canceled_at: end, ended_at: end, cancellation_details: why });
  }
  return bills;
}
