import type { NewFields } from "./index.ts";
import { listOf } from "./subscription.ts";

/** What an invoice needs to be told; the sums follow from the amount and the status. */
export interface InvoiceFields extends NewFields {
  /** In the currency's smallest unit. */
  amount?: number;
  status?: "draft" | "open" | "paid" | "void" | "uncollectible";
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

/** The fields of an invoice that change together with its status, `at` Unix seconds. */
export function invoiceState(status: NonNullable<InvoiceFields["status"]>, amount: number, at: number) {
  const when = (yes: boolean) => (yes ? at : null);
  const final = status !== "draft";
  const paid = status === "paid";
  return {
    status,
    amount_paid: paid ? amount : 0,
    amount_remaining: paid ? 0 : amount,
    attempted: paid || status === "uncollectible",
    attempt_count: paid || status === "uncollectible" ? 1 : 0,
    effective_at: when(final),
    ending_balance: final ? 0 : null,
    status_transitions: {
      finalized_at: when(final),
      marked_uncollectible_at: when(status === "uncollectible"),
      paid_at: when(paid),
      voided_at: when(status === "void"),
    },
  };
}

/** The one line of an invoice. */
export function invoiceLines(of: {
  id: string;
  invoice: string;
  amount: number;
  currency: string;
  description: string;
  period: { start: number; end: number };
  item?: { subscription: string; subscription_item: string; price: string; product: string };
}) {
  const { item } = of;
  const line = {
    id: of.id,
    object: "line_item",
    amount: of.amount,
    currency: of.currency,
    description: of.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: of.invoice,
    livemode: false,
    metadata: {},
    parent: item
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration: false,
            proration_details: null,
            subscription: item.subscription,
            subscription_item: item.subscription_item,
          },
          type: "subscription_item_details",
        }
      : null,
    period: of.period,
    pretax_credit_amounts: [],
    pricing: item
      ? {
          price_details: { price: item.price, product: item.product },
          type: "price_details",
          unit_amount_decimal: String(of.amount),
        }
      : null,
    quantity: 1,
    quantity_decimal: "1",
    subscription: item?.subscription ?? null,
    subtotal: of.amount,
    taxes: [],
  };
  return listOf([line], `/v1/invoices/${of.invoice}/lines`);
}
