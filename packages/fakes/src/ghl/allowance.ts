import type { Clock } from "../shared/clock.ts";

/** How much may be asked, as `X-RateLimit-*` headers tell it. */
export interface Allowance {
  /** Whether this request is within the day's limit; it counts only if it is. */
  take(): boolean;
  /** The headers of an answer; `none`: what is said to be used up whatever was counted. */
  headers(none?: "interval" | "day"): Record<string, string>;
}

/** 100 requests in 10 seconds; whether that is enforced is a switch of the fake's. */
const burst = { requests: 100, perMs: 10_000 };

/** Counts by the location's own clock; a day begins at midnight, UTC. */
export function createAllowance(now: Clock, perDay: number): Allowance {
  let day = "";
  let taken = 0;
  let recent: number[] = [];

  function turn(): void {
    const today = new Date(now()).toISOString().slice(0, 10);
    if (today !== day) [day, taken] = [today, 0];
    recent = recent.filter((at) => at > now() - burst.perMs);
  }

  return {
    take() {
      turn();
      if (taken >= perDay) return false;
      taken += 1;
      recent.push(now());
      return true;
    },
    headers(none) {
      turn();
      const left = none === "interval" ? 0 : Math.max(0, burst.requests - recent.length);
      return {
        "X-RateLimit-Limit-Daily": String(perDay),
        "X-RateLimit-Daily-Remaining": String(none === "day" ? 0 : perDay - taken),
        "X-RateLimit-Interval-Milliseconds": String(burst.perMs),
        "X-RateLimit-Max": String(burst.requests),
        "X-RateLimit-Remaining": String(left),
        Date: new Date(now()).toUTCString(),
      };
    },
  };
}
