import { isStoreError } from "../errors.ts";

/** Three tries within half a second: enough for a broken connection, too short to hide a database that is away. */
const pausesMs = [100, 300];

/**
 * Repeats a call whose answer was lost. Every call of a store may be repeated: the database tells a repeated start by
 * its request id, a page by its number, a claim by its worker, and an ending by the run itself.
 *
 * @param onLost hears of each try that brought no answer: nobody knows whether it was made
 * @throws {StoreError} the last failure; any other than `store_unreachable` at once
 */
export async function repeatable<T>(call: () => Promise<T>, onLost: () => void = () => {}): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await call();
    } catch (error) {
      if (!isStoreError(error) || error.code !== "store_unreachable") throw error;
      onLost();
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
  }
  return call();
}
