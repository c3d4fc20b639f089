import { SourceError, type SourceErrorCode } from "../errors.ts";
import type { Redact } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What a provider says of a failure, in its own words; every part may be missing. */
export interface ProviderProblem {
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  /** How long to wait, in milliseconds, where the provider says it otherwise than by `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** The credentials are good and lack a permission, where the provider says so with the status 401. */
  readonly lacksPermission?: boolean | undefined;
}

/** Finds a provider's own words in the answer to a failed request. `body` is any JSON, or undefined. */
export type ReadProblem = (body: unknown, headers: Headers, status: number) => ProviderProblem;

/** The answer to a failed request. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Not the request's fault: the same one may succeed later (timeout, conflict with a lock, too early). */
const passing = new Set([408, 409, 425]);

/**
 * What an HTTP status outside 2xx means for a run. A refused credential is never explained in the provider's words:
 * they like to repeat it.
 *
 * @param what - the request without its parameters, e.g. `Stripe: GET /v1/customers`
 */
export function refusal(what: string, answer: FailedAnswer, readProblem: ReadProblem, redact: Redact): SourceError {
  const { status, headers } = answer;
  const problem = problemOf(answer, readProblem);
  const lacking = status === 401 && problem.lacksPermission === true;
  const { message, code, retryAfterMs: saidMs } = status === 401 && !lacking ? {} : problem;
  const words = [code && redact(code), message && redact(message)].filter(Boolean).join(": ");
  const [errorCode, retryable] = meaning(lacking ? 403 : status);
  return new SourceError(errorCode, `${what} answered ${status}${words && ` (${words})`}`, {
    retryable,
    retryAfterMs: retryable ? (retryAfterMs(headers) ?? saidMs) : undefined,
    providerCode: code && redact(code),
  });
}

const problemOf = ({ text, headers, status }: FailedAnswer, readProblem: ReadProblem): ProviderProblem =>
  readProblem(jsonOf(text), headers, status);

function meaning(status: number): [SourceErrorCode, retryable: boolean] {
  if (status === 401) return ["credentials_refused", false];
  if (status === 403) return ["permission_missing", false];
  if (status === 429) return ["rate_limited", true];
  if (status >= 500 || passing.has(status)) return ["provider_unavailable", true];
  return ["provider_rejected", false];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an error page of something on the way: the status says enough
  }
}
