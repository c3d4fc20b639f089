import type { NewFields } from "./index.ts";
import { listOf } from "./list.ts";

/** Where an invoice stands. */
export type InvoiceStatus = "draft" | "open" | "paid" | "void" | "uncollectible";

/** What an invoice needs to be told; the sums follow from the amount and the status. */
export interface InvoiceFields extends NewFields {
  /** In the currency's smallest unit. */
  amount?: number;
  status?: InvoiceStatus;
}

/** An invoice of the current API version: its subscription is under `parent`. */
export function invoice({ amount = 10_000, status = "draft", ...fields }: InvoiceFields) {
  const { id, created } = fields;
  return {
    object: "invoice",
    account_country: "MX",
    account_name: "Taller Mariposa",
    account_tax_ids: null,
    amount_due: amount,
    amount_overpaid: 0,
    amount_shipping: 0,
    application: null,
    auto_advance: status === "draft" || status === "open",
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: "manual",
    collection_method: "charge_automatically",
    currency: "mxn",
    custom_fields: null,
    customer: null,
    customer_account: null,
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf([], `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    subtotal: amount,
    subtotal_excluding_tax: amount,
    test_clock: null,
    total: amount,
    total_discount_amounts: [],
    total_excluding_tax: amount,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: created,
    ...invoiceState(status, amount, created),
    ...fields,
  };
}

/** The fields of an invoice that change together with its status: final at one moment, in this status since another. */
export function invoiceState(status: InvoiceStatus, amount: number, finalAt: number, since = finalAt) {
  const when = (yes: boolean) => (yes ? since : null);
  const final = status !== "draft";
  const paid = status === "paid";
  return {
    status,
    amount_paid: paid ? amount : 0,
    amount_remaining: paid ? 0 : amount,
    attempted: paid || status === "uncollectible",
    attempt_count: paid || status === "uncollectible" ? 1 : 0,
    effective_at: final ? finalAt : null,
    ending_balance: final ? 0 : null,
    status_transitions: {
      finalized_at: final ? finalAt : null,
      marked_uncollectible_at: when(status === "uncollectible"),
      paid_at: when(paid),
      voided_at: when(status === "void"),
    },
  };
}
