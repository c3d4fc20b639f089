import type { PaypalLimit } from "./limiter.ts";

/** What PayPal may do differently from one day to the next; may be changed at any time. */
export interface PaypalSettings {
  /** How old what the search shows is at least, in milliseconds; PayPal says: up to 3 hours. */
  lagMs: number;
  /** More rows than this in one search are refused. */
  maxItems: number;
  /** How long a new token lasts, in seconds. */
  tokenLifeS: number;
  limit: PaypalLimit | undefined;
}

/** As PayPal is on a good day: everything is shown at once, and nobody is banned. */
export const usualSettings: PaypalSettings = { lagMs: 0, maxItems: 10_000, tokenLifeS: 32_400, limit: undefined };
