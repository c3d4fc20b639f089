import type { Clock } from "./clock.ts";

/** Requests that are accepted in any one second, or in another stretch of time; what is left out is unlimited. */
export interface RateLimit {
  total?: number;
  /** For each path, or for the paths that are named. */
  perPath?: number | Readonly<Record<string, number>>;
  /** The stretch of time, in milliseconds; a second when absent. */
  perMs?: number;
}

/** Which of the limits a request ran into. */
export type LimitScope = "total" | "path";

/**
 * Counts accepted requests over the last stretch of time, in real time: a client really waits, whatever the fake's clock says.
 *
 * @param now - milliseconds that only grow
 */
export function createRateLimiter(now: Clock = () => performance.now()) {
  let accepted: { path: string; at: number }[] = [];

  /** Null: the request is accepted and counts. Otherwise the limit that refuses it; a refused request does not count. */
  return function refusedBy(limit: RateLimit, path: string): LimitScope | null {
    const at = now();
    accepted = accepted.filter((one) => one.at > at - (limit.perMs ?? 1000));
    if (accepted.length >= (limit.total ?? Infinity)) return "total";
    const { perPath = Infinity } = limit;
    const most = typeof perPath === "number" ? perPath : (perPath[path] ?? Infinity);
    if (accepted.filter((one) => one.path === path).length >= most) return "path";
    accepted.push({ path, at });
    return null;
  };
}
