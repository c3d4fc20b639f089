/** What can go wrong at a provider; stable, stored in `error_code`. */
export const sourceErrorCodes = [
  /** The provider refused the credentials. */
  "credentials_refused",
  /** The credentials lack a permission. */
  "permission_missing",
  /** The provider asks to wait; `retryAfterMs` says how long. */
  "rate_limited",
  /** The provider answered 5xx again and again. */
  "provider_unavailable",
  /** No answer within the time limit, or no connection. */
  "provider_unreachable",
  /** The provider refused a request as wrong. */
  "provider_rejected",
  /** An answer that broke off, is not JSON or does not have the documented shape, again and again. */
  "answer_malformed",
  /** A page whose cursor was there before: going on would loop for ever. */
  "cursor_stuck",
  /** The checkpoint is not one that this source wrote. */
  "checkpoint_invalid",
  /** A source that can only look people up was not told of any. */
  "contacts_missing",
] as const;
/** A code of {@link sourceErrorCodes}. */
export type SourceErrorCode = (typeof sourceErrorCodes)[number];

/** What a {@link SourceError} knows besides its code and its sentence. */
export interface SourceErrorOptions {
  /** Whether a later slice may succeed. */
  readonly retryable: boolean;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The provider's own code for it, e.g. `resource_missing`. */
  readonly providerCode?: string | undefined;
}

/** Thrown by a source. `message` is safe to store and show: it holds no secret. It has no `cause`, which could. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly code: SourceErrorCode;
  /** Whether a later slice may succeed. */
  readonly retryable: boolean;
  /** How long the provider asks to wait, in milliseconds; always there when the code is `rate_limited`. */
  readonly retryAfterMs: number | undefined;
  /** The provider's own code for it, redacted like the message. */
  readonly providerCode: string | undefined;

  constructor(code: SourceErrorCode, message: string, options: SourceErrorOptions) {
    super(message);
    this.code = code;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.providerCode = options.providerCode;
  }
}

/** Whether a caught value is a {@link SourceError}. */
export function isSourceError(error: unknown): error is SourceError {
  return error instanceof SourceError;
}
