import type { Query } from "../http/index.ts";

/** A list of Stripe's. */
export interface StripeListing {
  /** The stream's name, and the last part of its path under `/v1/`. */
  readonly name: string;
  /** The objects' own `object` field, and the `object` column. */
  readonly object: string;
  /** Parameters that the list needs to be whole. */
  readonly query?: Query;
}

/** What is fetched, in this order. */
export const lists = [
  { name: "customers", object: "customer" },
  { name: "charges", object: "charge" },
  { name: "payment_intents", object: "payment_intent" },
  // Without a status Stripe leaves the cancelled ones out.
  { name: "subscriptions", object: "subscription", query: { status: "all" } },
  { name: "invoices", object: "invoice" },
  { name: "refunds", object: "refund" },
  { name: "disputes", object: "dispute" },
  { name: "payouts", object: "payout" },
  { name: "products", object: "product" },
  { name: "prices", object: "price" },
] as const satisfies readonly StripeListing[];
