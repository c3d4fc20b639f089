import type { NewFields } from "./index.ts";

/** The card that a charge was paid with. */
export interface CardFields {
  brand: string;
  country: string;
  last4: string;
}

/** What a charge needs to be told; the amounts that follow from these do so by themselves. */
export interface ChargeFields extends NewFields {
  /** In the currency's smallest unit (centavos, cents). */
  amount?: number;
  status?: "succeeded" | "failed" | "pending";
}

/** A charge of the current API version: it does not name its invoice. */
export function charge({ amount = 10_000, status = "succeeded", ...fields }: ChargeFields) {
  const succeeded = status === "succeeded";
  return {
    object: "charge",
    amount,
    amount_captured: succeeded ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: succeeded ? fields.id.replace(/^ch_/, "txn_") : null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "TALLER MARIPOSA",
    captured: succeeded,
    currency: "mxn",
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: status === "failed" ? "card_declined" : null,
    failure_message: status === "failed" ? "Your card was declined." : null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: outcome(succeeded),
    paid: succeeded,
    payment_intent: null,
    payment_method: fields.id.replace(/^ch_/, "pm_"),
    payment_method_details: cardDetails(amount, { brand: "visa", country: "MX", last4: "4242" }),
    radar_options: {},
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
    ...fields,
  };
}

function outcome(succeeded: boolean) {
  return {
    advice_code: succeeded ? null : "try_again_later",
    network_advice_code: null,
    network_decline_code: succeeded ? null : "51",
    network_status: succeeded ? "approved_by_network" : "declined_by_network",
    reason: succeeded ? null : "insufficient_funds",
    risk_level: "normal",
    seller_message: succeeded ? "Payment complete." : "The bank returned the decline code `insufficient_funds`.",
    type: succeeded ? "authorized" : "issuer_declined",
  };
}

/** `payment_method_details` of a card. */
export function cardDetails(amount: number, { brand, country, last4 }: CardFields) {
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country,
      electronic_commerce_indicator: null,
      exp_month: 8,
      exp_year: 2030,
      funding: "credit",
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
