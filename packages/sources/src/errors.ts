/** What can go wrong at a provider; stable, stored in `error_code`. */
export const sourceErrorCodes = [
  /** The provider refused the credentials. */
  "credentials_refused",
  /** The credentials lack a permission. */
  "permission_missing",
  /** The provider asks to wait; `retryAfterMs` says how long. */
  "rate_limited",
  /** The provider answered 5xx, or something that is not its protocol, again and again. */
  "provider_unavailable",
  /** No answer within the time limit, or no connection. */
  "provider_unreachable",
  /** The provider refused a request as wrong. */
  "provider_rejected",
  /** An answer that does not have the documented shape. */
  "answer_malformed",
  /** A page whose cursor equals the last one: going on would loop for ever. */
  "cursor_stuck",
  /** The checkpoint is not one that this source wrote. */
  "checkpoint_invalid",
] as const
/** A code of {@link sourceErrorCodes}. */
export type SourceErrorCode = (typeof sourceErrorCodes)[number]

/** Thrown by a source. `message` is safe to store and show: it holds no secret. */
export class SourceError extends Error {
  override readonly name = "SourceError"
  readonly code: SourceErrorCode
  /** Whether a later slice may succeed. */
  readonly retryable: boolean
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(code: SourceErrorCode, message: string, options: { retryable: boolean; retryAfterMs?: number | undefined; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryable = options.retryable
    this.retryAfterMs = options.retryAfterMs
  }
}

/** Whether a caught value is a {@link SourceError}. */
export function isSourceError(error: unknown): error is SourceError {
  return error instanceof SourceError
}
