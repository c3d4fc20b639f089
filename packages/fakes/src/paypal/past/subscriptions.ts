import type { Random } from "../../shared/random.ts";
import { DAY, utc } from "../time.ts";
import type { PaypalWorld } from "../world.ts";
import { momentOf, type Span } from "./moments.ts";
import type { Payer } from "./payers.ts";

/** A subscription as the transactions need to know it. */
export interface Payable {
  id: string;
  payer: Payer;
  price: number;
  at: number;
}

const prices = { mxn: [19_900, 39_900, 89_900], eur: [1_200, 2_400, 4_900] } as const;
const plans = 6;

/** Writes `count` subscriptions; some were suspended or cancelled since, some never began. */
export function writeSubscriptions(
  world: PaypalWorld,
  count: number,
  payerOf: () => Payer,
  span: Span,
  random: Random,
) {
  const planIds = Array.from({ length: plans }, () => world.ids.plan());
  const payable: Payable[] = [];
  for (let index = 0; index < count; index++) {
    const at = momentOf(index, span, random);
    const payer = payerOf();
    const { currency } = payer.person;
    const price = random.pick(prices[currency]);
    const status = random.weighted({ ACTIVE: 66, CANCELLED: 18, SUSPENDED: 8, EXPIRED: 4, APPROVAL_PENDING: 4 });
    const pending = status === "APPROVAL_PENDING";
    const paid = pending ? undefined : { at, times: 1 + Math.floor((span.until - at) / (30 * DAY)) };
    const begun = pending ? "APPROVAL_PENDING" : "ACTIVE";
    const planId = random.pick(planIds);
    const { id } = world.createSubscription({ planId, at, status: begun, price, currency, subscriber: payer, paid });
    if (!pending) payable.push({ id, payer, price, at });
    if (status === begun) continue;
    const end = random.chance(0.2) ? Math.max(at, span.until - random.int(0, 20 * DAY)) : random.int(at, span.until);
    world.changeSubscription(id, { status, status_change_note: `changed on ${utc(end)}` }, { at: end });
  }
  return payable;
}
