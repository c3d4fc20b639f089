import type { Json } from "@sincro/machine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describePostgres } from "../testing/index.ts";
import { type ViewsDatabase, viewsDatabase } from "./database.test-kit.ts";

const charge = (more: object) => ({
  amount: 10_000,
  amount_captured: 10_000,
  amount_refunded: 0,
  captured: true,
  refunded: false,
  status: "succeeded",
  currency: "mxn",
  created: 1_764_000_000,
  livemode: true,
  ...more,
});

const paypal = (info: object, more: object = {}) => ({
  transaction_info: {
    transaction_id: "5TY05013RG002845M",
    transaction_event_code: "T0006",
    transaction_status: "S",
    transaction_amount: { currency_code: "MXN", value: "1234.56" },
    transaction_initiation_date: "2025-11-24T16:00:00+0000",
    ...info,
  },
  ...more,
});

describePostgres("sync_transactions", (version) => {
  let db: ViewsDatabase;
  beforeAll(async () => {
    db = await viewsDatabase(version);
  });
  afterAll(() => db.close());

  const one = async (source: string, object: string, data: object) => {
    await db.records({ source, object, id: "1", data: data as Json });
    const rows = await db.view("transactions");
    expect(rows).toHaveLength(1);
    return rows[0];
  };

  it("a charge is a payment, and its intent is not one more", async () => {
    await db.records(
      {
        source: "stripe",
        object: "charge",
        id: "ch_1",
        data: charge({
          customer: "cus_1",
          payment_intent: "pi_1",
          description: "Taller",
          billing_details: { email: "Ana@Example.com" },
        }) as Json,
      },
      { source: "stripe", object: "payment_intent", id: "pi_1", data: { amount: 10_000, status: "succeeded" } },
    );
    expect(await db.view("transactions")).toMatchObject([
      {
        external_id: "ch_1",
        kind: "payment",
        status: "succeeded",
        provider_status: "succeeded",
        amount: 10_000,
        currency: "MXN",
        exponent: 2,
        fee: null,
        amount_refunded: 0,
        contact_id: "cus_1",
        email: "Ana@Example.com",
        email_normalized: "ana@example.com",
        parent_id: "pi_1",
        processor: "stripe",
        processor_id: "ch_1",
        description: "Taller",
        livemode: true,
        created_at: "2025-11-24T16:00:00+00:00",
      },
    ]);
  });

  it.for([
    [{}, "succeeded", 10_000],
    [{ amount_captured: 8_000 }, "succeeded", 8_000],
    [{ refunded: true, amount_refunded: 10_000 }, "refunded", 10_000],
    [{ captured: false, amount_captured: 0 }, "pending", 10_000],
    [{ captured: false, amount_captured: 0, refunded: true }, "canceled", 10_000],
    [{ status: "failed", captured: false }, "failed", 10_000],
    [{ status: "pending" }, "pending", 10_000],
    [{ status: "unheard_of" }, "unknown", 10_000],
    [{ status: null }, "unknown", 10_000],
  ] as const)("a charge with %j is %s: %i", async ([more, status, amount]) => {
    expect(await one("stripe", "charge", charge(more))).toMatchObject({ kind: "payment", status, amount });
  });

  it.for([
    ["refund", "succeeded", "succeeded"],
    ["refund", "requires_action", "pending"],
    ["refund", "canceled", "canceled"],
    ["refund", null, "unknown"],
    ["dispute", "lost", "succeeded"],
    ["dispute", "won", "canceled"],
    ["dispute", "prevented", "canceled"],
    ["dispute", "needs_response", "pending"],
    ["dispute", "appeal_under_review", "pending"],
    ["dispute", "warning_closed", "canceled"],
    ["payout", "paid", "succeeded"],
    ["payout", "in_transit", "pending"],
    ["payout", "failed", "failed"],
  ] as const)("a %s that is %s left the account: %s", async ([object, provider, status]) => {
    const data = { amount: 500, currency: "isk", status: provider, charge: "ch_1", created: 1_764_000_000 };
    expect(await one("stripe", object, data)).toMatchObject({
      kind: object,
      status,
      provider_status: provider,
      amount: -500,
      currency: "ISK",
      exponent: 2,
      parent_id: "ch_1",
    });
  });

  it.for([
    ["1234.56", "MXN", 123_456, 2],
    ["-1234.5", "MXN", -123_450, 2],
    ["1234", "JPY", 1_234, 0],
    ["1.234", "KWD", 1_234, 3],
    ["100", "TWD", 10_000, 2],
    ["0.1", "USD", 10, 2],
    ["90071992547409.91", "USD", 9_007_199_254_740_991, 2],
    ["twelve", "USD", null, 2],
    ["12.00", "pesos", null, null],
  ] as const)("PayPal's %s %s is %s with %s digits", async ([value, currency, amount, exponent]) => {
    const row = await one("paypal", "transaction", paypal({ transaction_amount: { currency_code: currency, value } }));
    expect(row).toMatchObject({ amount, exponent });
  });

  it("PayPal's payer, fee and references are where one looks for them", async () => {
    const fee_amount = { currency_code: "MXN", value: "-48.26" };
    const payer_info = { account_id: "PAYER1", email_address: "Ana@Example.com" };
    const info = {
      fee_amount,
      paypal_reference_id: "I-1",
      paypal_reference_id_type: "SUB",
      invoice_id: "A-7",
      transaction_subject: "Curso",
    };
    expect(await one("paypal", "transaction", paypal(info, { payer_info }))).toMatchObject({
      kind: "payment",
      status: "succeeded",
      provider_status: "S",
      amount: 123_456,
      fee: -4_826,
      contact_id: "PAYER1",
      email_normalized: "ana@example.com",
      subscription_id: "I-1",
      parent_id: null,
      invoice_id: "A-7",
      processor: "paypal",
      processor_id: "5TY05013RG002845M",
      description: "Curso",
      livemode: null,
      created_at: "2025-11-24T16:00:00+00:00",
    });
    const other = paypal({
      fee_amount: { currency_code: "USD", value: "-1.00" },
      paypal_reference_id: "T1",
      paypal_reference_id_type: "TXN",
    });
    expect(await one("paypal", "transaction", other)).toMatchObject({
      fee: null,
      parent_id: "T1",
      subscription_id: null,
    });
  });

  it.for([
    ["T0006", "payment"],
    ["T0106", "fee"],
    ["T0200", "conversion"],
    ["T0400", "payout"],
    ["T1107", "refund"],
    ["T1106", "dispute"],
    ["T1201", "dispute"],
    ["T1109", "fee"],
    ["T1110", "hold"],
    ["T1300", "authorization"],
    ["T1503", "hold"],
    ["T2101", "hold"],
    ["T0300", "other"],
    ["T9900", "other"],
    [null, "other"],
  ] as const)("PayPal's %s is a %s", async ([transaction_event_code, kind]) => {
    expect(await one("paypal", "transaction", paypal({ transaction_event_code }))).toMatchObject({ kind });
  });

  it.for([
    ["P", "pending"],
    ["D", "failed"],
    ["V", "refunded"],
    ["X", "unknown"],
    [null, "unknown"],
  ] as const)("PayPal's status %s is %s", async ([transaction_status, status]) => {
    const row = await one("paypal", "transaction", paypal({ transaction_status }));
    expect(row).toMatchObject({ status, provider_status: transaction_status });
  });

  it("GoHighLevel's amounts are whole units, its money somebody else's", async () => {
    const data = {
      _id: "1",
      contactId: "c1",
      contactEmail: "Ana@Example.com",
      currency: "mxn",
      amount: 1234.56,
      amountRefunded: 0.3,
      status: "succeeded",
      liveMode: false,
      entityType: "invoice",
      entityId: "inv1",
      entitySourceName: "Curso",
      subscriptionId: "sub_1",
      chargeId: "ch_1",
      paymentProviderType: "Stripe",
      createdAt: "2025-11-24T16:00:00.000Z",
    };
    expect(await one("ghl", "transaction", data)).toMatchObject({
      kind: "payment",
      status: "succeeded",
      amount: 123_456,
      amount_refunded: 30,
      currency: "MXN",
      exponent: 2,
      contact_id: "c1",
      email_normalized: "ana@example.com",
      subscription_id: "sub_1",
      invoice_id: "inv1",
      processor: "stripe",
      processor_id: "ch_1",
      livemode: false,
      description: "Curso",
      created_at: "2025-11-24T16:00:00+00:00",
    });
    expect(await one("ghl", "transaction", { ...data, status: { odd: true } })).toMatchObject({
      status: "unknown",
      provider_status: null,
    });
    expect(await one("ghl", "transaction", { ...data, status: "on_hold" })).toMatchObject({
      status: "unknown",
      provider_status: "on_hold",
    });
  });
});
