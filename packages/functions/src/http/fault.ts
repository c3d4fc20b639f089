import { isStoreError } from "@sincro/store";
import type { FunctionsDeps } from "../deps.ts";
import { Problem } from "./problem.ts";

/** How long a caller should wait for the database, in seconds. */
const retryAfter = { "retry-after": "2" };

/** What to answer for whatever a handler threw. Only problems and the store's own texts are shown; the rest is reported. */
export function problemOf(error: unknown, request: Request, deps: FunctionsDeps): Problem {
  if (error instanceof Problem) return error;
  const instance = crypto.randomUUID();
  deps.onFault?.({ instance, request: `${request.method} ${new URL(request.url).pathname}`, error });
  const members = { instance: `urn:uuid:${instance}` };
  if (!isStoreError(error))
    return new Problem("internal", "Something broke on our side; the log has more.", { members });
  const waitable = error.code === "store_unreachable" || error.code === "store_timeout";
  return new Problem(error.code, error.message, { members, headers: waitable ? retryAfter : {} });
}
