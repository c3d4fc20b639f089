import type { RefusalFault } from "../shared/misbehave.ts";

/** One of GoHighLevel's error answers. Its `message` is one text or several, as it pleases. */
export interface GhlProblem {
  readonly status: number;
  readonly message: string | readonly string[];
}

/** Thrown while a request is read; the handler answers with its problem. */
export class GhlRefusal extends Error {
  readonly code = "ghl_refusal";
  readonly problem: GhlProblem;

  constructor(status: number, message: GhlProblem["message"]) {
    super(String(message));
    this.problem = { status, message };
  }
}

/** A refusal of fields: HTTP 422, with one text for each. */
export function unprocessable(...messages: string[]): GhlRefusal {
  return new GhlRefusal(422, messages);
}

const names: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
};

/** The body and status of a problem, in GoHighLevel's shape. */
export function problemResponse({ status, message }: GhlProblem): Response {
  const error = names[status];
  return Response.json({ statusCode: status, message, ...(error && { error }) }, { status });
}

/** GoHighLevel's answer to a fault that was asked for. */
export function faultProblem(fault: RefusalFault): GhlProblem {
  if (fault.kind === "rate_limited") return { status: 429, message: "Too Many Requests" };
  return { status: fault.status, message: messageOf(fault.status) };
}

function messageOf(status: number): string {
  if (status === 401) return "Invalid Private Integration token";
  if (status === 403) return "The token does not have access to this location.";
  return status >= 500 ? "Internal server error" : "The request was refused.";
}
