/** How one stream is asked for and what its objects are called. */
export interface StripeStream {
  /** The objects' own `object` field, and the `object` column. */
  readonly object: string;
  /** Parameters that the list needs to be whole. */
  readonly query?: Readonly<Record<string, string>>;
}

/** What is fetched, by the last part of its path under `/v1/`, in this order. */
export const stripeStreams = {
  customers: { object: "customer" },
  charges: { object: "charge" },
  payment_intents: { object: "payment_intent" },
  // Without a status Stripe leaves the cancelled ones out.
  subscriptions: { object: "subscription", query: { status: "all" } },
  invoices: { object: "invoice" },
  refunds: { object: "refund" },
} as const satisfies Record<string, StripeStream>;

/** The name of a list of {@link stripeStreams}. */
export type StripeStreamName = keyof typeof stripeStreams;

/** All names, in order. */
export const stripeStreamNames = Object.keys(stripeStreams) as readonly StripeStreamName[];
