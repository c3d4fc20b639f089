/**
 * Every error that the functions answer with, in one place: the HTTP status and the English title of its problem
 * details. The codes are stable; the page and the command line have a sentence in each language for every one.
 */
export const errorCodes = {
  /** The body or the query is not of the contract; `issues` says where. */
  invalid_request: { status: 400, title: "The request is not valid" },
  /** A key that the contract does not know; `keys` names it. Nothing was started. */
  unknown_key: { status: 400, title: "The request has an unknown key" },
  /** A key by which a browser used to drive pages; `keys` names it. */
  server_drives_pages: { status: 400, title: "Pages are driven by the server" },
  /** The body is not JSON. */
  malformed_json: { status: 400, title: "The body is not JSON" },
  /** The request names a source that this installation does not have; `sources` lists those it has. */
  unknown_source: { status: 400, title: "Unknown source" },
  /** No credentials, or wrong or expired ones. */
  unauthenticated: { status: 401, title: "Sign in first" },
  /** The sign-in code was used, has expired, or never existed. */
  code_invalid: { status: 401, title: "The sign-in code is not valid" },
  /** Signed in, but not as an operator. */
  forbidden: { status: 403, title: "Not allowed" },
  /** Called from a page of another origin that is not on the list. */
  origin_not_allowed: { status: 403, title: "This origin is not allowed" },
  /** No function has this path in this version. */
  unknown_function: { status: 404, title: "Unknown function" },
  /** No run has this id (or not in this source). */
  run_not_found: { status: 404, title: "No such run" },
  /** The function does not know this method; `Allow` lists those it does. */
  method_not_allowed: { status: 405, title: "Method not allowed" },
  /** The body did not arrive in time. */
  request_timeout: { status: 408, title: "The request took too long to arrive" },
  /** The scope has an active run; the body says who holds it and what one can do. */
  sync_already_running: { status: 409, title: "A sync is already running" },
  /** The body is larger than 64 kB. */
  body_too_large: { status: 413, title: "The body is too large" },
  /** The body is not `application/json`. */
  unsupported_media_type: { status: 415, title: "The body must be JSON" },
  /** No source of the request has its credentials; `missing` and `invalid` name the variables. */
  source_unconfigured: { status: 422, title: "The source has no credentials" },
  /** The run is active or completed, or its checkpoint cannot be read: there is nothing to resume. */
  not_resumable: { status: 422, title: "The run cannot be resumed" },
  /** The scope has no run that could be resumed. */
  nothing_to_resume: { status: 422, title: "There is no run to resume" },
  /** The machine refused the start; `reason` is its word. */
  start_refused: { status: 422, title: "The start was refused" },
  /** One client asked too much at once; `Retry-After` says when to ask again. Nothing was done. */
  too_many_requests: { status: 429, title: "Too many requests" },
  /** A fault of ours; the log has the details under `instance`. */
  internal: { status: 500, title: "Internal error" },
  /** An environment variable is missing or wrong; `variables` names it. */
  misconfigured: { status: 500, title: "The installation is not configured" },
  /** The database refused a statement. */
  store_rejected: { status: 500, title: "The database refused a statement" },
  /** The database's schema is of another version than the functions. */
  store_mismatch: { status: 500, title: "The database has another version" },
  /** No connection to the database; `Retry-After` says when to ask again. */
  store_unreachable: { status: 503, title: "The database cannot be reached" },
  /** The database did not answer in time; `Retry-After` says when to ask again. */
  store_timeout: { status: 503, title: "The database did not answer in time" },
  /** Who asks cannot be checked at the moment, so nobody is let in; `Retry-After` says when to ask again. */
  auth_unreachable: { status: 503, title: "The sign-in service cannot be reached" },
} as const satisfies Record<string, { status: number; title: string }>;

/** A code of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** What only a caller can find: no answer at all, or one that is not of the contract (a proxy's page, for example). */
export type CallErrorCode = "unreachable" | "bad_answer";

/** Whether a string is a code that this version knows. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
