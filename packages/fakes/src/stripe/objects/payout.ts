import type { NewFields } from "./index.ts";

/** Two days: how long the money is on its way to the bank. */
export const onTheWayS = 2 * 24 * 60 * 60;

/** A payout of the current API version: to the business's one bank account, and on its way. */
export function payout(fields: NewFields) {
  return {
    object: "payout",
    amount: 10_000,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: fields.created + onTheWayS,
    automatic: true,
    balance_transaction: fields.id.replace(/^po_/, "txn_"),
    currency: "mxn",
    description: "STRIPE PAYOUT",
    destination: "ba_1QcTaoMx7QdR2kVnb4nK9wEx",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "in_transit",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
    ...fields,
  };
}
