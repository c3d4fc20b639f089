import type { Json } from "@sincro/machine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describePostgres } from "../testing/index.ts";
import { type ViewsDatabase, viewsDatabase } from "./database.test-kit.ts";

const item = (unit_amount: number | null, more: object = {}, price: object = {}) => ({
  quantity: 1,
  current_period_end: 1_764_000_000,
  price: { id: "price_1", currency: "mxn", unit_amount, recurring: { interval: "month", interval_count: 1 }, ...price },
  ...more,
});

const stripe = (items: readonly object[], more: object = {}) => ({
  status: "active",
  currency: "mxn",
  customer: "cus_1",
  created: 1_760_000_000,
  start_date: 1_760_000_000,
  livemode: true,
  items: { data: items, has_more: false },
  ...more,
});

describePostgres("sync_subscriptions and sync_invoices", (version) => {
  let db: ViewsDatabase;
  beforeAll(async () => {
    db = await viewsDatabase(version);
  });
  afterAll(() => db.close());

  const subscription = async (source: string, data: object) => {
    await db.records({ source, object: "subscription", id: "sub_1", data: data as Json });
    const rows = await db.view("subscriptions");
    expect(rows).toHaveLength(1);
    return rows[0];
  };

  it("Stripe's costs what its items cost together", async () => {
    const items = [item(10_000, { quantity: 3 }), item(null, {}, { unit_amount_decimal: "50.5" })];
    expect(
      await subscription("stripe", stripe(items, { cancel_at_period_end: true, trial_end: 1_761_000_000 })),
    ).toMatchObject({
      status: "active",
      amount: 30_051,
      currency: "MXN",
      exponent: 2,
      interval_unit: "month",
      interval_count: 1,
      contact_id: "cus_1",
      plan_id: "price_1",
      processor: "stripe",
      processor_id: "sub_1",
      livemode: true,
      created_at: "2025-10-09T08:53:20+00:00",
      current_period_end: "2025-11-24T16:00:00+00:00",
      cancel_at: "2025-11-24T16:00:00+00:00",
      ended_at: null,
    });
  });

  it.for([
    ["a metered item", stripe([item(10_000), item(5, { quantity: undefined })])],
    ["tiers", stripe([item(null)])],
    ["another currency", stripe([item(10_000, {}, { currency: "usd" })])],
    ["items that are not all there", stripe([item(10_000)], { items: { data: [item(10_000)], has_more: true } })],
    ["two intervals", stripe([item(10_000), item(5, {}, { recurring: { interval: "year", interval_count: 1 } })])],
    ["no items", stripe([])],
    ["items that are none", stripe([], { items: "none" })],
  ] as const)("with %s nobody can say what it costs", async ([, data]) => {
    expect(await subscription("stripe", data)).toMatchObject({ amount: null, status: "active", currency: "MXN" });
  });

  it("PayPal's costs what its plan says, else what was paid last", async () => {
    const base = {
      status: "ACTIVE",
      plan_id: "P-1",
      quantity: "2",
      start_time: "2025-10-09T08:53:20Z",
      create_time: "2025-10-09T08:53:20Z",
      subscriber: { payer_id: "PAYER1", email_address: "Ana@Example.com" },
      billing_info: {
        last_payment: { amount: { currency_code: "USD", value: "19.90" } },
        next_billing_time: "2025-11-24T16:00:00Z",
      },
    };
    expect(await subscription("paypal", base)).toMatchObject({
      status: "active",
      provider_status: "ACTIVE",
      amount: 1_990,
      currency: "USD",
      interval_unit: null,
      contact_id: "PAYER1",
      plan_id: "P-1",
      email_normalized: "ana@example.com",
      current_period_end: "2025-11-24T16:00:00+00:00",
      started_at: "2025-10-09T08:53:20+00:00",
    });
    const regular = {
      tenure_type: "REGULAR",
      frequency: { interval_unit: "MONTH", interval_count: 3 },
      pricing_scheme: { fixed_price: { currency_code: "USD", value: "10.00" } },
    };
    const plan = { billing_cycles: [{ ...regular, tenure_type: "TRIAL" }, regular] };
    expect(await subscription("paypal", { ...base, plan })).toMatchObject({
      amount: 2_000,
      interval_unit: "month",
      interval_count: 3,
    });
    const gone = { ...base, status: "CANCELLED", status_update_time: "2025-11-24T16:00:00Z" };
    expect(await subscription("paypal", gone)).toMatchObject({
      status: "canceled",
      canceled_at: "2025-11-24T16:00:00+00:00",
      ended_at: "2025-11-24T16:00:00+00:00",
    });
  });

  it("GoHighLevel's is in whole units", async () => {
    const data = {
      status: "active",
      amount: 99.9,
      currency: "USD",
      contactId: "c1",
      subscriptionId: "I-1",
      paymentProviderType: "paypal",
      liveMode: true,
      createdAt: "2025-11-24T16:00:00.000Z",
    };
    expect(await subscription("ghl", data)).toMatchObject({
      status: "active",
      amount: 9_990,
      exponent: 2,
      contact_id: "c1",
      processor: "paypal",
      processor_id: "I-1",
      created_at: "2025-11-24T16:00:00+00:00",
    });
  });

  it.for([
    ["stripe", "trialing", "trialing"],
    ["stripe", "past_due", "past_due"],
    ["stripe", "unpaid", "unpaid"],
    ["stripe", "paused", "paused"],
    ["stripe", "incomplete", "incomplete"],
    ["stripe", "incomplete_expired", "expired"],
    ["stripe", "canceled", "canceled"],
    ["stripe", "new", "unknown"],
    ["paypal", "APPROVAL_PENDING", "incomplete"],
    ["paypal", "APPROVED", "incomplete"],
    ["paypal", "SUSPENDED", "paused"],
    ["paypal", "CANCELLED", "canceled"],
    ["paypal", "EXPIRED", "ended"],
    ["paypal", "NEW", "unknown"],
    ["ghl", "cancelled", "canceled"],
    ["ghl", "incomplete_expired", "expired"],
    ["ghl", "scheduled", "unknown"],
    ["ghl", null, "unknown"],
  ] as const)("%s says %s: %s", async ([source, provider, status]) => {
    expect(await subscription(source, { status: provider })).toMatchObject({ status, provider_status: provider });
  });

  it("an invoice has its sums, its moments and its subscription", async () => {
    await db.records({
      source: "stripe",
      object: "invoice",
      id: "in_1",
      data: {
        status: "open",
        number: "A-1",
        total: 11_600,
        amount_due: 11_600,
        amount_paid: 600,
        amount_remaining: 11_000,
        currency: "mxn",
        customer: "cus_1",
        customer_email: "Ana@Example.com",
        parent: { subscription_details: { subscription: "sub_1" } },
        livemode: true,
        due_date: 1_764_000_000,
        created: 1_760_000_000,
        status_transitions: { finalized_at: 1_760_000_000, paid_at: null, voided_at: null },
      },
    });
    expect(await db.view("invoices")).toMatchObject([
      {
        source: "stripe",
        external_id: "in_1",
        status: "open",
        provider_status: "open",
        number: "A-1",
        amount: 11_600,
        amount_due: 11_600,
        amount_paid: 600,
        amount_remaining: 11_000,
        currency: "MXN",
        exponent: 2,
        contact_id: "cus_1",
        email_normalized: "ana@example.com",
        subscription_id: "sub_1",
        due_at: "2025-11-24T16:00:00+00:00",
        finalized_at: "2025-10-09T08:53:20+00:00",
        paid_at: null,
        voided_at: null,
        livemode: true,
      },
    ]);
    await db.records({ source: "stripe", object: "invoice", data: { status: "deleted" } });
    expect(await db.view("invoices")).toMatchObject([{ status: "unknown", provider_status: "deleted" }]);
  });
});
