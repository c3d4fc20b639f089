/** One measurement: some streams of a provider, read whole while it enforces its published limits. */
export interface Case {
  readonly name: string;
  readonly source: "stripe" | "paypal" | "ghl";
  readonly streams: readonly string[];
  /** What its limits allow: requests a second × records a page. */
  readonly ceiling: number;
  /** The provider's size. */
  readonly counts: Readonly<Record<string, number>>;
  /** The share of the limits that is used; the whole when absent. */
  readonly share?: number;
  /** Over how many days its past is spread, of which the run is about; a run since ever when absent. */
  readonly days?: number;
}

/** Long enough that beginning and end weigh little; by the limits that each source's manifest publishes. */
export const cases: readonly Case[] = [
  {
    name: "Stripe, one list",
    source: "stripe",
    streams: ["customers"],
    ceiling: 25 * 100,
    counts: { customers: 100_000 },
  },
  {
    // At a hundred pages a second, 40 MB, provider and worker on one small machine hold each other up.
    name: "Stripe, four lists, the usual share of the limits",
    share: 0.5,
    source: "stripe",
    streams: ["customers", "payment_intents", "charges", "invoices"],
    ceiling: 100 * 100,
    counts: { customers: 40_000, payment_intents: 40_000, charges: 40_000, invoices: 40_000, subscriptions: 4_000 },
  },
  {
    name: "GoHighLevel contacts",
    source: "ghl",
    streams: ["contacts"],
    ceiling: 10 * 500,
    counts: { contacts: 240_000 },
  },
  {
    name: "PayPal transactions",
    source: "paypal",
    streams: ["transactions"],
    ceiling: (50 / 60) * 500,
    // Spans of a month that are nearly as full as PayPal takes them: each ends with a page that is not.
    counts: { transactions: 38_000, subscriptions: 0 },
    days: 120,
  },
];
