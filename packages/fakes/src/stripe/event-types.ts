import type { StripeList, StripeObject } from "./collections.ts";

/** What happened to an object. */
export type Change = "created" | "updated" | "deleted";

const paymentIntentEvents: Readonly<Record<string, string>> = {
  succeeded: "payment_intent.succeeded",
  canceled: "payment_intent.canceled",
  processing: "payment_intent.processing",
};

const closed = new Set(["won", "lost", "warning_closed"]);
const payoutEnds = new Set(["paid", "failed", "canceled"]);

/** The event that Stripe sends for a change; payment intents and charges have none that is called `updated` throughout. */
export function eventTypeOf(list: StripeList, change: Change, { status }: StripeObject): string {
  switch (list) {
    case "customers":
      return `customer.${change}`;
    case "charges":
      return change === "created" ? `charge.${status}` : "charge.updated";
    case "payment_intents":
      if (change === "created") return "payment_intent.created";
      return paymentIntentEvents[String(status)] ?? "payment_intent.payment_failed";
    case "subscriptions":
      return status === "canceled" && change !== "created"
        ? "customer.subscription.deleted"
        : `customer.subscription.${change}`;
    case "invoices":
      return `invoice.${change}`;
    case "refunds":
      return `refund.${change}`;
    case "disputes":
      return `charge.dispute.${change === "updated" && closed.has(String(status)) ? "closed" : change}`;
    case "payouts":
      return `payout.${change === "updated" && payoutEnds.has(String(status)) ? status : change}`;
    case "products":
      return `product.${change}`;
    case "prices":
      return `price.${change}`;
  }
}
