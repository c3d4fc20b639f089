import type { Person } from "../../shared/people.ts";
import { money, utc } from "../time.ts";

/** A subscription as PayPal sends it. */
export interface PaypalSubscription {
  id: string;
  status: "APPROVAL_PENDING" | "APPROVED" | "ACTIVE" | "SUSPENDED" | "CANCELLED" | "EXPIRED";
  status_update_time: string;
  create_time: string;
  update_time: string;
  [field: string]: unknown;
}

/** What a subscription is made from. */
export interface SubscriptionFields {
  id: string;
  planId: string;
  /** Unix seconds. */
  at: number;
  status?: PaypalSubscription["status"] | undefined;
  /** Cents. */
  price: number;
  currency: string;
  subscriber: { person: Person; id: string };
  /** When it was paid last, in Unix seconds, and how often in all. */
  paid?: { at: number; times: number } | undefined;
}

/** A subscription that is as old as its last change of status. */
export function subscription(fields: SubscriptionFields): PaypalSubscription {
  const { id, planId, at, status = "ACTIVE", price, currency, subscriber, paid } = fields;
  const { person, id: payer_id } = subscriber;
  const [given_name = "", ...surnames] = person.name.split(" ");
  const name = { given_name, surname: surnames.join(" ") };
  return {
    id,
    plan_id: planId,
    start_time: utc(at),
    quantity: "1",
    shipping_amount: money(0, currency),
    subscriber: { email_address: person.email, payer_id, name, shipping_address: shippingAddress(person) },
    billing_info: {
      outstanding_balance: money(0, currency),
      cycle_executions: [{ tenure_type: "REGULAR", sequence: 1, cycles_completed: paid?.times ?? 0, total_cycles: 0 }],
      ...(paid && { last_payment: { amount: money(price, currency), time: utc(paid.at) } }),
      failed_payments_count: 0,
    },
    status,
    status_update_time: utc(at),
    create_time: utc(at),
    update_time: utc(paid?.at ?? at),
    plan_overridden: false,
    links: [{ href: `https://api-m.paypal.com/v1/billing/subscriptions/${id}`, rel: "self", method: "GET" }],
  };
}

function shippingAddress({ name, line1, postalCode, place }: Person) {
  return {
    name: { full_name: name },
    address: {
      address_line_1: line1,
      admin_area_2: place.city,
      admin_area_1: place.state,
      postal_code: postalCode,
      country_code: place.country,
    },
  };
}
