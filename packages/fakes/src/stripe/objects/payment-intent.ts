import type { NewFields } from "./index.ts";

/** What a payment intent needs to be told. */
export interface PaymentIntentFields extends NewFields {
  /** In the currency's smallest unit. */
  amount?: number;
  status?: "requires_payment_method" | "processing" | "succeeded" | "canceled";
}

/** A payment intent of the current API version; fresh ones wait for a payment method. */
export function paymentIntent({ amount = 10_000, status = "requires_payment_method", ...fields }: PaymentIntentFields) {
  return {
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: status === "succeeded" ? amount : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: null,
    confirmation_method: "automatic",
    currency: "mxn",
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
    ...fields,
  };
}
