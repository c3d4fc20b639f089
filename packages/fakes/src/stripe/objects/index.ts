import type { StripeList } from "../collections.ts";
import { charge } from "./charge.ts";
import { customer } from "./customer.ts";
import { dispute } from "./dispute.ts";
import { invoice } from "./invoice.ts";
import { paymentIntent } from "./payment-intent.ts";
import { payout } from "./payout.ts";
import { price } from "./price.ts";
import { product } from "./product.ts";
import { refund } from "./refund.ts";
import { subscription } from "./subscription.ts";

/** Fields of a new object; whatever Stripe's shape has may be among them. */
export interface NewFields {
  id: string;
  created: number;
  [field: string]: unknown;
}

/** The template of each kind: the current shape, every field that Stripe requires filled. */
export const templates = {
  customers: customer,
  charges: charge,
  payment_intents: paymentIntent,
  subscriptions: subscription,
  invoices: invoice,
  refunds: refund,
  disputes: dispute,
  payouts: payout,
  products: product,
  prices: price,
} satisfies Record<StripeList, (fields: never) => { object: string }>;
