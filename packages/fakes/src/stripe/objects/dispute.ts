import type { NewFields } from "./index.ts";

/** A week: how long the business has to answer. */
const answerS = 7 * 24 * 60 * 60;

const noEvidence = Object.fromEntries(
  [
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
  ].map((field) => [field, null]),
);

/** What has been said in a dispute: nothing yet, or once. */
export function evidenceDetails(created: number, answered: boolean) {
  return {
    due_by: created + answerS,
    enhanced_eligibility: {},
    has_evidence: answered,
    past_due: false,
    submission_count: answered ? 1 : 0,
    submission_method: answered ? "manual" : "not_submitted",
  };
}

/** A dispute of the current API version that waits for the business's answer. */
export function dispute(fields: NewFields) {
  return {
    object: "dispute",
    amount: 10_000,
    balance_transactions: [],
    charge: "",
    currency: "mxn",
    enhanced_eligibility_types: [],
    evidence: { ...noEvidence, enhanced_evidence: {} },
    evidence_details: evidenceDetails(fields.created, false),
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: null,
    payment_method_details: {
      card: { brand: "visa", case_type: "chargeback", network: "visa", network_reason_code: "10.4" },
      type: "card",
    },
    reason: "fraudulent",
    status: "needs_response",
    ...fields,
  };
}
