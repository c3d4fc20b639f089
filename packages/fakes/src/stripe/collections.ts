/** An object as Stripe sends it; which fields it has is Stripe's affair, and checked against its contract in tests. */
export interface StripeObject {
  id: string;
  object: string;
  /** Unix seconds. */
  created: number;
  [field: string]: unknown;
}

type Filter = (object: StripeObject, value: string) => boolean;

/** A list of the API and its ways. */
export interface Collection {
  /** The objects' own `object` field. */
  object: string;
  /** What their ids begin with. */
  prefix: string;
  /** Query parameters besides paging and `created`. */
  filters: Readonly<Record<string, Filter>>;
  /** What a list leaves out unless it is asked for by this parameter. */
  unasked?: { parameter: string; hides: (object: StripeObject) => boolean };
}

const field =
  (name: string): Filter =>
  (object, value) =>
    String(object[name]) === value;

const subscriptionStatus: Filter = ({ status }, value) =>
  value === "all" ||
  status === value ||
  (value === "ended" && (status === "canceled" || status === "incomplete_expired"));

const ofSubscription: Filter = ({ parent }, value) =>
  (parent as { subscription_details?: { subscription: string } } | null)?.subscription_details?.subscription === value;

const ofPrice: Filter = ({ items }, value) =>
  (items as { data: { price: { id: string } }[] }).data.some((item) => item.price.id === value);

const eventType: Filter = ({ type }, value) =>
  value.endsWith("*") ? String(type).startsWith(value.slice(0, -1)) : type === value;

/** What the fake has, by the last part of its path under `/v1/`. */
export const collections = {
  customers: { object: "customer", prefix: "cus", filters: { email: field("email") } },
  charges: {
    object: "charge",
    prefix: "ch",
    filters: { customer: field("customer"), payment_intent: field("payment_intent") },
  },
  payment_intents: { object: "payment_intent", prefix: "pi", filters: { customer: field("customer") } },
  subscriptions: {
    object: "subscription",
    prefix: "sub",
    filters: { customer: field("customer"), price: ofPrice, status: subscriptionStatus },
    unasked: { parameter: "status", hides: ({ status }) => status === "canceled" },
  },
  invoices: {
    object: "invoice",
    prefix: "in",
    filters: { customer: field("customer"), status: field("status"), subscription: ofSubscription },
  },
  refunds: {
    object: "refund",
    prefix: "re",
    filters: { charge: field("charge"), payment_intent: field("payment_intent") },
  },
  disputes: {
    object: "dispute",
    prefix: "dp",
    filters: { charge: field("charge"), payment_intent: field("payment_intent") },
  },
  payouts: { object: "payout", prefix: "po", filters: { status: field("status"), destination: field("destination") } },
  products: { object: "product", prefix: "prod", filters: { active: field("active"), url: field("url") } },
  prices: {
    object: "price",
    prefix: "price",
    filters: { active: field("active"), currency: field("currency"), product: field("product"), type: field("type") },
    unasked: { parameter: "active", hides: ({ active }) => active === false },
  },
  events: { object: "event", prefix: "evt", filters: { type: eventType, types: eventType } },
} satisfies Record<string, Collection>;

/** A list of the API, events included. */
export type StripeCollection = keyof typeof collections;

/** A list whose objects tests and the past create; events follow from them. */
export type StripeList = Exclude<StripeCollection, "events">;

/** The lists that hold a business's own objects. */
export const stripeLists = Object.keys(collections).filter((name): name is StripeList => name !== "events");

/** True for the name of a list of the API. */
export function isCollection(name: string): name is StripeCollection {
  return Object.hasOwn(collections, name);
}
