import type { Operator } from "../auth/auth.ts";
import type { FunctionsDeps } from "../deps.ts";

/** One authenticated request on its way through a handler. */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly deps: FunctionsDeps;
  readonly operator: Operator;
}

/** Answers a request, or throws a Problem. */
export type Handler = (call: Call) => Promise<Response>;

/** Answers before anybody is signed in. */
export type OpenHandler = (request: Request, deps: FunctionsDeps) => Promise<Response>;
