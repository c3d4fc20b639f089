import type { StoreErrorCode } from "./errors.ts";

/** SQLSTATEs, by their beginning: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const byState: readonly (readonly [string, StoreErrorCode])[] = [
  ["08", "store_unreachable"], // connection exceptions
  ["57P", "store_unreachable"], // the server is shutting down, crashed, or starting
  ["53300", "store_unreachable"], // too many connections
  ["57014", "store_timeout"], // query_canceled: statement_timeout
  ["55P03", "store_timeout"], // lock_not_available: lock_timeout
  ["40", "store_timeout"], // deadlock, serialization failure: gave way to another
  ["42883", "store_mismatch"], // undefined_function
  ["42P01", "store_mismatch"], // undefined_table
  ["42703", "store_mismatch"], // undefined_column
];

/** What an error of the database is to a store. */
export function codeOfState(state: string): StoreErrorCode {
  return byState.find(([prefix]) => state.startsWith(prefix))?.[1] ?? "store_rejected";
}

/** What each code says, before its details. */
export const says: Record<StoreErrorCode, string> = {
  store_unreachable: "the database cannot be reached",
  store_timeout: "the database gave up waiting",
  store_rejected: "the database refused the statement",
  store_mismatch: "the database has another schema than this version needs: run the migrations, or update Sincro",
};
