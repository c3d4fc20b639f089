import * as z from "zod";
import type { ProviderProblem } from "../http/index.ts";

const dayMs = 86_400_000;

const envelope = z.object({
  message: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join("; "))]).optional(),
  error: z.string().optional(),
});

/**
 * GoHighLevel's words for a failure: one text or several. A token without a scope is a 401 there, as a wrong one is;
 * only the words tell them apart.
 */
export function readProblem(body: unknown, headers: Headers, status: number): ProviderProblem {
  const { message, error } = envelope.safeParse(body).data ?? {};
  return {
    message,
    code: error,
    lacksPermission: status === 401 && /\bscope\b/i.test(message ?? ""),
    retryAfterMs: status === 429 ? restMs(headers) : undefined,
  };
}

/** Until tomorrow, when the day's requests are used up; otherwise until the next interval begins. */
function restMs(headers: Headers): number | undefined {
  if (headers.get("x-ratelimit-daily-remaining") === "0") {
    const now = Date.parse(headers.get("date") ?? "") || Date.now();
    return (Math.floor(now / dayMs) + 1) * dayMs - now;
  }
  const interval = Number(headers.get("x-ratelimit-interval-milliseconds"));
  return interval > 0 ? interval : undefined;
}
