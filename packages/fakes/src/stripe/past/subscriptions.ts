import type { Random } from "../../shared/random.ts";
import type { PriceFields } from "../objects/price.ts";
import { subscriptionItems } from "../objects/subscription.ts";
import { amountFor, monthlyPlans, type Plan, yearlyPlans } from "./catalogue.ts";
import type { PastContext } from "./context.ts";
import { type Client, clientAt } from "./customers.ts";
import type { Bill } from "./invoices.ts";
import { createMoments, DAY, HOUR, monthsLater, type Span } from "./moments.ts";
import { shares } from "./shares.ts";

/** Of all invoices, how many come from subscriptions; the others were written by hand. */
const subscriptionShare = 0.88;

/** Tells every subscription from its beginning through its renewals, and answers what it billed on the way. */
export function writeSubscriptions(context: PastContext, clients: readonly Client[]): Bill[] {
  const { counts, span } = context;
  const random = context.random.fork("subscriptions");
  const momentOf = createMoments(span, random);
  const priceOf = createPrices(context);
  const indices = Array.from({ length: counts.subscriptions }, (_, index) => index);
  const cycles = shares(
    Math.floor(counts.invoices * subscriptionShare),
    indices.map((index) => (index % 20 === 0 ? 0 : random.int(1, 12))),
  );
  return indices.flatMap((index) => {
    const life = liveOne(index, cycles[index] ?? 0, { momentOf, random, span });
    const client = clientAt(clients, life.dates[0] as number, random);
    return writeOne(context, life, client, priceOf(life.plan, client.person.currency));
  });
}

interface Life {
  plan: Plan;
  status: "active" | "trialing" | "past_due" | "canceled" | "incomplete_expired";
  /** The beginning, then each renewal. */
  dates: number[];
  /** How many of the dates were billed: none of a trial's. */
  billed: number;
  end: number;
}

function liveOne(
  index: number,
  cycles: number,
  { momentOf, random, span }: { momentOf: (index: number) => number; random: Random; span: Span },
): Life {
  const moment = momentOf(index);
  if (cycles === 0) {
    const status = moment > span.until - 30 * DAY ? "trialing" : "incomplete_expired";
    const end = status === "trialing" ? moment + 30 * DAY : moment + 23 * HOUR;
    return { plan: random.pick(monthlyPlans), status, dates: [moment], billed: 0, end };
  }
  const status = random.weighted({ active: 74, past_due: 8, canceled: 18 });
  const plan = cycles === 1 && random.chance(0.3) ? random.pick(yearlyPlans) : random.pick(monthlyPlans);
  const aMonthAgo = Math.max(span.from, monthsLater(span.until, -1) + HOUR);
  const recent = moment > aMonthAgo ? moment : random.int(aMonthAgo, span.until);
  const latest = status === "canceled" ? moment : recent;
  const fitting = 1 + Math.floor((latest - span.from) / (31 * DAY));
  const billed = Math.min(cycles, fitting);
  const dates = Array.from({ length: billed }, (_, cycle) => monthsLater(latest, cycle + 1 - billed));
  return { plan, status, dates, billed, end: Math.min(span.until, latest + random.int(1, 27) * DAY) };
}

function writeOne({ world, script }: PastContext, life: Life, client: Client, price: PriceFields): Bill[] {
  const [id, item] = [world.newId("sub"), world.newId("si")];
  const [start] = life.dates as [number];
  const step = life.plan.interval === "year" ? 12 : 1;
  const bills = life.dates.slice(0, life.billed).map((at, cycle): Bill => {
    const period = { start: at, end: monthsLater(at, step) };
    const failing = life.status === "past_due" && cycle === life.billed - 1;
    return {
      id: world.newId("in"),
      client,
      at,
      amount: price.amount,
      description: `1 × ${life.plan.name}`,
      period,
      outcome: failing ? "open" : "paid",
      subscription: { id, item, price, first: cycle === 0 },
    };
  });
  const stateAt = (cycle: number) => {
    const period = bills[cycle]?.period ?? { start, end: life.end };
    return {
      items: subscriptionItems({ id: item, subscription: id, created: start, price, period }),
      latest_invoice: bills[cycle]?.id ?? null,
    };
  };

  const trial = life.status === "trialing" && { trial_start: start, trial_end: life.end };
  const beginning = { id, customer: client.id, currency: price.currency, description: life.plan.name, ...trial };
  const status = life.status === "trialing" || life.status === "incomplete_expired" ? life.status : "active";
  script.add(start, () => world.create("subscriptions", { ...beginning, status, ...stateAt(0) }, { at: start }));
  life.dates.forEach((at, cycle) => {
    if (cycle > 0) script.add(at, () => world.update("subscriptions", id, stateAt(cycle), { at }));
  });
  if (life.status === "past_due") {
    const at = bills.at(-1)?.at ?? start;
    script.add(at, () => {
      world.update("subscriptions", id, { status: "past_due" }, { at });
      world.update("customers", client.id, { delinquent: true }, { at });
    });
  }
  if (life.status === "canceled") {
    const at = life.end;
    const reason = {
      comment: null,
      feedback: "too_expensive",
      feedback_option: null,
      reason: "cancellation_requested",
    };
    const ended = { status: "canceled", canceled_at: at, ended_at: at, cancellation_details: reason };
    script.add(at, () => world.update("subscriptions", id, ended, { at }));
  }
  return bills;
}

/** One price for each plan and currency, made when it is first needed. */
function createPrices({
  world,
  span,
}: PastContext): (plan: Plan, currency: Client["person"]["currency"]) => PriceFields {
  const known = new Map<string, PriceFields>();
  return (plan, currency) => {
    const key = `${plan.name} ${currency}`;
    const price = known.get(key) ?? {
      id: world.newId("price"),
      product: world.newId("prod"),
      created: span.from,
      currency,
      amount: amountFor(plan, { currency }),
      nickname: plan.name,
      interval: plan.interval,
    };
    known.set(key, price);
    return price;
  };
}
