import type { RefusalFault } from "../shared/misbehave.ts";

/** One entry of an error's `details`. */
export interface PaypalIssue {
  field?: string;
  value?: string;
  location?: "body" | "path" | "query";
  issue: string;
  description?: string;
}

/** One of PayPal's error answers. */
export interface PaypalProblem {
  status: number;
  name: string;
  message: string;
  details?: readonly PaypalIssue[];
  headers?: Record<string, string>;
  /** How many rows were found, and how many may be, when those are too many. */
  more?: { total_items: number; maximum_items: number };
}

/** Thrown while a request is read; the handler answers with its problem. */
export class PaypalRefusal extends Error {
  readonly code = "paypal_refusal";
  readonly problem: PaypalProblem;

  constructor(problem: PaypalProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** PayPal's own words for each status, as its specification fixes them. */
const words: Readonly<Record<number, readonly [name: string, message: string]>> = {
  400: ["INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema."],
  401: [
    "AUTHENTICATION_FAILURE",
    "Authentication failed due to missing authorization header, or invalid authentication credentials.",
  ],
  403: ["NOT_AUTHORIZED", "Authorization failed due to insufficient permissions."],
  404: ["RESOURCE_NOT_FOUND", "The specified resource does not exist."],
  429: ["RATE_LIMIT_REACHED", "Too many requests. Blocked due to rate limiting."],
  500: ["INTERNAL_SERVER_ERROR", "An internal server error occurred."],
  503: ["SERVICE_UNAVAILABLE", "Service Unavailable."],
};

/** The usual problem of a status. */
export function problemOf(status: number, details?: readonly PaypalIssue[]): PaypalProblem {
  const [name, message] = words[status] ?? words[status >= 500 ? 500 : 400] ?? ["", ""];
  return { status, name, message, ...(details && { details }) };
}

/** A refusal of one parameter: HTTP 400 that names it. */
export function badParameter(field: string, value: string | null, issue: string, description: string): PaypalRefusal {
  const detail: PaypalIssue = { field, location: "query", issue, description, ...(value !== null && { value }) };
  return new PaypalRefusal(problemOf(400, [detail]));
}

/** The body and status of a problem. `debugId` is what one tells PayPal's support. */
export function problemResponse(problem: PaypalProblem, debugId: string): Response {
  const { status, name, message, details = status < 500 ? [] : undefined, headers = {}, more } = problem;
  return Response.json({ name, message, debug_id: debugId, details, links: [], ...more }, { status, headers });
}

/** PayPal's answer to a fault that was asked for. */
export function faultProblem(fault: RefusalFault): PaypalProblem {
  if (fault.kind === "status") return problemOf(fault.status);
  const headers = fault.retryAfterS === undefined ? {} : { "Retry-After": String(fault.retryAfterS) };
  return { ...problemOf(429), headers };
}
