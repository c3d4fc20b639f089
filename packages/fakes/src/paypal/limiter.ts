import type { Clock } from "../shared/clock.ts";

/** How many requests are borne, and what happens beyond that; PayPal publishes neither. */
export interface PaypalLimit {
  perMinute: number;
  /** How long everything is refused after one request too many, in milliseconds. Default 5 minutes. */
  banMs?: number;
}

/** Counts every request that arrives, refused ones too. */
export interface PaypalLimiter {
  /** How often somebody was banned. */
  readonly bans: number;
  /** Counts a request; false: it is refused. */
  admits(limit: PaypalLimit | undefined): boolean;
}

const minuteMs = 60_000;

/** A limiter by the fake's own clock. */
export function createLimiter(now: Clock): PaypalLimiter {
  let times: number[] = [];
  let bannedUntil = -Infinity;
  let bans = 0;
  return {
    get bans() {
      return bans;
    },
    admits(limit) {
      const at = now();
      times = [...times.filter((time) => time > at - minuteMs), at];
      if (limit === undefined) return true;
      if (at < bannedUntil) return false;
      if (times.length <= limit.perMinute) return true;
      bannedUntil = at + (limit.banMs ?? 5 * minuteMs);
      bans += 1;
      return false;
    },
  };
}
