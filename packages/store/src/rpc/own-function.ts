import { isStoreError, StoreError } from "../errors.ts";

declare const checked: unique symbol;

/** The name of a function of the project's own, read by {@link ownFunction}: it may stand in a statement as it is. */
export type OwnFunction = string & { readonly [checked]: true };

/**
 * Reads the name of a function of the project's own.
 *
 * @throws {StoreError} `store_rejected` for what would need quotes, or names another schema than `public`
 */
export function ownFunction(name: string): OwnFunction {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name as OwnFunction;
  throw new StoreError(
    "store_rejected",
    "commit: give the name of a function in the schema public, in lower case and without its schema, such as commit_page",
  );
}

/** A fault that only the project itself can mend: its function is not there, or answers something else. */
export function ownFault(error: unknown, name: OwnFunction): unknown {
  if (!isStoreError(error) || error.code !== "store_mismatch") return error;
  const [said] = error.message.split(": ");
  const advice = `${name} takes the arguments of sync_commit, calls it, and returns its answer as it is`;
  const where = `create it in the schema public (after that "notify pgrst, 'reload schema'")`;
  return new StoreError("store_mismatch", `${said}: this project's own function does not fit. ${advice}; ${where}`);
}
