import type { RefusalFault } from "../shared/misbehave.ts";

/** One of Stripe's error answers. */
export interface StripeProblem {
  status: number;
  message: string;
  code?: string;
  param?: string;
  headers?: Record<string, string>;
}

/** Thrown while a request is read; the handler answers with its problem. */
export class StripeRefusal extends Error {
  readonly code = "stripe_refusal";
  readonly problem: StripeProblem;

  constructor(problem: StripeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A refusal of a parameter: HTTP 400 with `param`. */
export function badParameter(param: string, code: string, message: string): StripeRefusal {
  return new StripeRefusal({ status: 400, param, code, message });
}

/** The body and status of a problem, in Stripe's envelope. */
export function problemResponse({ status, message, code, param, headers = {} }: StripeProblem): Response {
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  const doc_url = code && `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
  return Response.json({ error: { code, doc_url, message, param, type } }, { status, headers });
}

/** The documented values of `Stripe-Rate-Limited-Reason` for the two limits that the fake can keep. */
const limitReasons = { total: "global-rate", path: "endpoint-rate" };

/** Stripe's answer to a fault that was asked for. */
export function faultProblem(fault: RefusalFault): StripeProblem {
  if (fault.kind === "status") return { status: fault.status, message: messageOf(fault.status) };
  const reason = fault.reason ?? (fault.scope && limitReasons[fault.scope]);
  return {
    status: 429,
    code: "rate_limit",
    message: "Request rate limit exceeded. Slow down and try again.",
    headers: {
      ...(reason && { "Stripe-Rate-Limited-Reason": reason }),
      ...(fault.retryAfterS !== undefined && { "Retry-After": String(fault.retryAfterS) }),
    },
  };
}

function messageOf(status: number): string {
  if (status === 401) return "Invalid API Key provided.";
  if (status === 403) return "The provided key does not have the required permissions for this endpoint.";
  return status >= 500 ? "An unknown error occurred." : "The request was refused.";
}
