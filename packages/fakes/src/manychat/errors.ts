import type { RefusalFault } from "../shared/misbehave.ts";

/** One of ManyChat's error answers. The HTTP status may well be 200: the body's own `status` decides. */
export interface ManychatProblem {
  status: number;
  message: string;
  /** What was wrong in particular; the body has `details` only then, or else `code`. */
  details?: readonly string[];
  headers?: Record<string, string>;
}

/** Thrown while a request is read; the handler answers with its problem. */
export class ManychatRefusal extends Error {
  readonly code = "manychat_refusal";
  readonly problem: ManychatProblem;

  constructor(problem: ManychatProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A refusal of what was asked: HTTP 400, in the words that the contract has for it. */
export function validationError(...details: string[]): ManychatRefusal {
  return new ManychatRefusal({ status: 400, message: "Validation error", details });
}

/** The body and status of a problem. */
export function problemResponse({ status, message, details = [], headers = {} }: ManychatProblem): Response {
  const messages = details.map((one) => ({ message: one }));
  return Response.json({ status: "error", message, details: { messages } }, { status, headers });
}

/** ManyChat's answer to a fault that was asked for; `{ kind: "status", status: 200 }` is an error that HTTP does not show. */
export function faultProblem(fault: RefusalFault): ManychatProblem {
  if (fault.kind === "status") return { status: fault.status, message: messageOf(fault.status) };
  return {
    status: 429,
    message: "Rate limit exceeded",
    headers: fault.retryAfterS === undefined ? {} : { "Retry-After": String(fault.retryAfterS) },
  };
}

function messageOf(status: number): string {
  if (status === 401) return "Wrong token";
  if (status === 403) return "Access denied";
  if (status === 429) return "Rate limit exceeded";
  return status >= 500 ? "Internal server error" : "The request was refused";
}
