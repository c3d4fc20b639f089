import { listOf } from "./list.ts";
import { type PriceFields, plan, price } from "./price.ts";

/** The one item of a subscription, with the period that is running. */
export function subscriptionItems(of: {
  id: string;
  subscription: string;
  created: number;
  price: PriceFields;
  period: { start: number; end: number };
}) {
  const item = {
    id: of.id,
    object: "subscription_item",
    billing_thresholds: null,
    created: of.created,
    current_period_end: of.period.end,
    current_period_start: of.period.start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: plan(of.price),
    price: price(of.price),
    quantity: 1,
    subscription: of.subscription,
    tax_rates: [],
  };
  return listOf([item], `/v1/subscription_items?subscription=${of.subscription}`);
}
