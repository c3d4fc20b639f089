import { StoreError, type StoreErrorCode } from "../errors.ts";

/** SQLSTATEs, by their beginning: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const byState: readonly (readonly [string, StoreErrorCode])[] = [
  ["08", "store_unreachable"], // connection exceptions
  ["57P", "store_unreachable"], // the server is shutting down, crashed, or starting
  ["53300", "store_unreachable"], // too many connections
  ["57014", "store_timeout"], // query_canceled: statement_timeout
  ["55P03", "store_timeout"], // lock_not_available: lock_timeout
  ["40", "store_timeout"], // deadlock, serialization failure: gave way to another
];

const says: Record<StoreErrorCode, string> = {
  store_unreachable: "the database cannot be reached",
  store_timeout: "the database gave up waiting",
  store_rejected: "the database refused the statement",
  store_mismatch: "the database answered something else",
};

function sqlState(error: unknown): string | null {
  const code = error instanceof Error && "severity" in error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : null;
}

/** What broke before the database could say anything: the socket's errors, and pg's own, which have no code. */
function codeOf(error: unknown, state: string | null): StoreErrorCode {
  if (state !== null) return byState.find(([prefix]) => state.startsWith(prefix))?.[1] ?? "store_rejected";
  return error instanceof Error && error.message === "Query read timeout" ? "store_timeout" : "store_unreachable";
}

/**
 * An error of `pg` as a {@link StoreError}. Only its SQLSTATE is kept of what the database said: its texts quote rows.
 *
 * @param during what was being done, e.g. the function's name
 */
export function storeFault(error: unknown, during: string): StoreError {
  const state = sqlState(error);
  const code = codeOf(error, state);
  const detail = state === null ? "" : ` (SQLSTATE ${state})`;
  return new StoreError(code, `${during}: ${says[code]}${detail}`, state === null ? { cause: error } : undefined);
}
