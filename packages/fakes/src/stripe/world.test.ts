import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import type { StripeObject } from "./collections.ts";
import { createStripeFake } from "./fake.ts";
import { ask, type ListBody, noon } from "./test-client.ts";

const day = 86_400_000;
const start = noon / 1000;
const counts = { customers: 3, charges: 0, payment_intents: 0, subscriptions: 0, invoices: 0, refunds: 0 };

function fresh() {
  const now = manualClock(noon);
  const stripe = createStripeFake({ now, counts });
  now.advance(60_000); // past whatever the history ended with
  return { stripe, now };
}

async function newestEvent(stripe: ReturnType<typeof fresh>["stripe"]) {
  const page: ListBody = await (await ask(stripe, "/v1/events?limit=1")).json();
  return page.data[0] as StripeObject & { data: { object: StripeObject; previous_attributes?: object } };
}

describe("a change to the account", () => {
  it("creates: the object is in the list and an event tells of it", async () => {
    const { stripe } = fresh();
    const made = stripe.create("customers", { name: "Ana Ruiz" });
    expect(made).toMatchObject({ object: "customer", name: "Ana Ruiz", created: start + 60 });
    expect(stripe.objects("customers")[0]).toEqual(made);
    expect(await newestEvent(stripe)).toMatchObject({
      type: "customer.created",
      created: made.created,
      data: { object: made },
    });
  });

  it("updates: id and created stay, the event has the old values too, and what was is not rewritten", async () => {
    const { stripe, now } = fresh();
    const made = stripe.create("customers", { name: "Ana" });
    now.advance(5_000);
    const changed = stripe.update("customers", made.id, { name: "Ana María", created: 1 });
    expect([changed.created, stripe.count("customers"), stripe.get("customers", made.id)]).toEqual([
      made.created,
      4,
      changed,
    ]);
    expect(await newestEvent(stripe)).toMatchObject({
      type: "customer.updated",
      created: start + 65,
      data: { object: { name: "Ana María" }, previous_attributes: { name: "Ana" } },
    });
    const [event] = stripe.objects("events", {
      where: ({ type, created }) => type === "customer.created" && created === made.created,
    });
    expect(event).toMatchObject({ data: { object: { name: "Ana" } } });
  });

  it("deletes a customer: gone from the list, a stub by its id, no cursor any more", async () => {
    const { stripe } = fresh();
    const { id } = stripe.create("customers", {});
    stripe.deleteCustomer(id);
    expect(stripe.objects("customers").map((one) => one.id)).not.toContain(id);
    expect(await (await ask(stripe, `/v1/customers/${id}`)).json()).toEqual({ id, object: "customer", deleted: true });
    expect((await ask(stripe, `/v1/customers?starting_after=${id}`)).status).toBe(400);
    expect(await newestEvent(stripe)).toMatchObject({ type: "customer.deleted" });
    expect(() => stripe.deleteCustomer(id)).toThrow(RangeError);
  });

  it("happens at any moment that a test names, under any event name", async () => {
    const { stripe } = fresh();
    const old = stripe.create("invoices", { amount: 5_000, status: "open" }, { at: 1_000 });
    expect(stripe.objects("invoices")).toEqual([old]);
    stripe.update("invoices", old.id, { status: "paid" }, { at: start + 61, event: "invoice.paid" });
    expect(await newestEvent(stripe)).toMatchObject({
      type: "invoice.paid",
      created: start + 61,
      data: { object: { status: "paid" } },
    });
    expect((await newestEvent(stripe)).data).not.toHaveProperty("previous_attributes");
  });

  it("refuses to update what is not there", () => {
    expect(() => fresh().stripe.update("charges", "ch_0", {})).toThrow("there is no charge 'ch_0'");
  });

  it.each([
    ["charges", {}, "charge.succeeded"],
    ["charges", { status: "failed" }, "charge.failed"],
    ["payment_intents", {}, "payment_intent.created"],
    ["subscriptions", { customer: "cus_1" }, "customer.subscription.created"],
    ["invoices", {}, "invoice.created"],
    ["refunds", {}, "refund.created"],
    ["disputes", {}, "charge.dispute.created"],
    ["payouts", {}, "payout.created"],
    ["products", {}, "product.created"],
    ["prices", {}, "price.created"],
  ] as const)("creating in %s %j is called %s", async (list, fields, type) => {
    const { stripe } = fresh();
    stripe.create(list, fields);
    expect(await newestEvent(stripe)).toMatchObject({ type });
  });

  it.each([
    ["payment_intents", { status: "succeeded" }, "payment_intent.succeeded"],
    ["payment_intents", { status: "requires_payment_method" }, "payment_intent.payment_failed"],
    ["subscriptions", { status: "canceled" }, "customer.subscription.deleted"],
    ["subscriptions", { status: "past_due" }, "customer.subscription.updated"],
    ["charges", { metadata: { a: "b" } }, "charge.updated"],
    ["refunds", { status: "failed" }, "refund.updated"],
    ["disputes", { status: "under_review" }, "charge.dispute.updated"],
    ["disputes", { status: "won" }, "charge.dispute.closed"],
    ["payouts", { status: "paid" }, "payout.paid"],
    ["payouts", { metadata: { a: "b" } }, "payout.updated"],
    ["products", { name: "Otro" }, "product.updated"],
    ["prices", { active: false }, "price.updated"],
  ] as const)("updating in %s to %j is called %s", async (list, patch, type) => {
    const { stripe, now } = fresh();
    const { id } = stripe.create(list, { customer: "cus_1" });
    now.advance(1_000);
    stripe.update(list, id, patch);
    expect(await newestEvent(stripe)).toMatchObject({ type });
  });
});

it("forgets events after thirty days, by the account's clock", async () => {
  const { stripe, now } = fresh();
  stripe.create("customers", {});
  const total = async () => ((await (await ask(stripe, "/v1/events?limit=100")).json()) as ListBody).data.length;
  now.advance(30 * day);
  expect(await total()).toBe(1);
  now.advance(1_000);
  expect(await total()).toBe(0);
});
