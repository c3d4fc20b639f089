import type { CallErrorCode, ErrorCode } from "./errors.ts";

/** A code that the functions may answer with: those of this version, those of a newer one, and what only a caller finds. */
export type ApiErrorCode = ErrorCode | CallErrorCode | (string & Record<never, never>);

/**
 * Thrown for every answer that is neither a success nor a 409: the problem details of the functions, `unreachable`
 * when there was no answer, and `bad_answer` when what answered was not Sincro (`status` is then what it claimed).
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The functions' English explanation; a page shows its own sentence for the code and keeps this for the details. */
  readonly detail: string;
  /** The problem details with the code's own members (`keys`, `issues`, `missing` …); null without one. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** How long the functions ask to wait, in milliseconds; null when they do not. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ApiErrorCode,
    fields: {
      status: number;
      detail: string;
      body?: Readonly<Record<string, unknown>> | null;
      retryAfterMs?: number | null;
      cause?: unknown;
    },
  ) {
    super(`${code}: ${fields.detail}`, { cause: fields.cause });
    this.code = code;
    this.status = fields.status;
    this.detail = fields.detail;
    this.body = fields.body ?? null;
    this.retryAfterMs = fields.retryAfterMs ?? null;
  }
}

/** Whether a caught value is an {@link ApiError}. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}
