import { StoreError } from "../errors.ts";
import type { SupabaseAnswer, SupabaseCall } from "./client.ts";
import { supabaseFault } from "./fault.ts";

/**
 * Sends a call and answers what it brought, body included, within the time.
 *
 * @param during what is being done, for the error
 * @throws {StoreError} whatever supabase-js answered instead of data, or `store_unreachable` when the time was over
 */
export async function ask(call: SupabaseCall, during: string, timeoutMs: number): Promise<SupabaseAnswer> {
  // supabase-js repeats reads by itself, for up to 7 s of pauses; rpcStore repeats reads and writes alike.
  call.retry?.(false);
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The client's fetch may be anybody's: one that does not listen to the signal must not hold the call.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreError("store_unreachable", `${during}: no answer within ${timeoutMs} ms`));
      controller.abort();
    }, timeoutMs);
  });
  try {
    const answer = await Promise.race([call.abortSignal(controller.signal), late]);
    if (answer.error !== null) throw supabaseFault(answer.error, answer, during);
    // supabase-js takes a 404 without a body for an answer.
    if (answer.status === 204) throw supabaseFault({}, answer, during);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}
