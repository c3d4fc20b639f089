import type { StripeList } from "../collections.ts";
import { charge } from "./charge.ts";
import { customer } from "./customer.ts";
import { invoice } from "./invoice.ts";
import { paymentIntent } from "./payment-intent.ts";
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
} satisfies Record<StripeList, (fields: never) => { object: string }>;
