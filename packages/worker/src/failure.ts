import type { RunError } from "@sincro/machine";
import { isStoreError } from "@sincro/store";
import { redact } from "./redact.ts";

/** What went wrong in a slice, fit to be stored and shown. */
export interface Failure extends RunError {
  /** Whether a later slice may succeed. */
  readonly retryable: boolean;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

const LONGEST = 1_000;

/**
 * Reads any thrown value. One with a `code` and a `retryable` of its own (a `SourceError`, whichever copy of the
 * package made it) is taken at its word, and so is the store's; everything else is an `internal_error`, which a later
 * slice may be spared: the run's attempts bound how often that is tried. The message is redacted.
 */
export function failureOf(thrown: unknown, secrets: readonly string[]): Failure {
  const { name, code, message, retryable, retryAfterMs } = fields(thrown);
  const typed = code !== undefined && (retryable !== undefined || isStoreError(thrown));
  const words = message === undefined ? `The slice threw ${inWords(thrown)}.` : typed ? message : `${name}: ${message}`;
  return {
    code: typed ? redact(code, secrets).slice(0, 200) : "internal_error",
    message: redact(words, secrets).slice(0, LONGEST),
    retryable: !typed || retryable !== false,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

interface Fields {
  readonly name?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly retryable?: boolean | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** The fields of a thrown object that are what they should be, each read once. Even reading may throw. */
function fields(thrown: unknown): Fields {
  if (typeof thrown !== "object" || thrown === null) return {};
  try {
    const { name, code, message, retryable, retryAfterMs } = thrown as Record<string, unknown>;
    return {
      name: typeof name === "string" ? name : "Error",
      code: typeof code === "string" && code !== "" ? code : undefined,
      message: typeof message === "string" && message !== "" ? message : undefined,
      retryable: typeof retryable === "boolean" ? retryable : undefined,
      retryAfterMs: typeof retryAfterMs === "number" && retryAfterMs >= 0 ? retryAfterMs : undefined,
    };
  } catch {
    return {};
  }
}

/** A thrown value without a message, in words; never "[object Object]". */
function inWords(thrown: unknown): string {
  if (typeof thrown === "string") return JSON.stringify(thrown);
  const plain = thrown === null || (typeof thrown !== "object" && typeof thrown !== "function");
  return plain ? String(thrown) : "something without a message";
}
