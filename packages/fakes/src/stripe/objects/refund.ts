import type { NewFields } from "./index.ts";

/** A refund of the current API version. */
export function refund(fields: NewFields) {
  return {
    object: "refund",
    amount: 10_000,
    balance_transaction: fields.id.replace(/^re_/, "txn_"),
    charge: null,
    currency: "mxn",
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
    ...fields,
  };
}
