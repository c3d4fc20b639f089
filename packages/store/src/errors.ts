/** Why a store could not answer. A refused event is not one of these: that is an answer. */
export type StoreErrorCode =
  /** No connection, it broke, or nobody answered in time; the call may be repeated. */
  | "store_unreachable"
  /** The database gave up waiting (statement or lock timeout, deadlock); the call may be repeated, a page smaller. */
  | "store_timeout"
  /** The database refused the statement. */
  | "store_rejected"
  /** An answer that is not of the protocol: another version of the schema, most likely. */
  | "store_mismatch";

/** Thrown by every adapter. `message` holds no secret and no row data. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Whether a caught value is a {@link StoreError}. */
export function isStoreError(error: unknown): error is StoreError {
  return error instanceof StoreError;
}
