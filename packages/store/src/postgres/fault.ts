import { StoreError, type StoreErrorCode } from "../errors.ts";
import { codeOfState, says } from "../sql-state.ts";

function sqlState(error: unknown): string | null {
  const code = error instanceof Error && "severity" in error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : null;
}

/**
 * An error of `pg` as a {@link StoreError}. Only its SQLSTATE is kept of what the database said: its texts quote rows.
 * What broke before the database could say anything (the socket's errors, and pg's own, such as its timeout of a query)
 * is the connection's: nobody knows what became of the call, so that it is to be repeated.
 *
 * @param during what was being done, e.g. the function's name
 */
export function storeFault(error: unknown, during: string): StoreError {
  const state = sqlState(error);
  const code: StoreErrorCode = state === null ? "store_unreachable" : codeOfState(state);
  const detail = state === null ? "" : ` (SQLSTATE ${state})`;
  return new StoreError(code, `${during}: ${says[code]}${detail}`, state === null ? { cause: error } : undefined);
}
