import type { RateLimit } from "../shared/rate-limit.ts";

/** What ManyChat publishes, in requests a second; for the switches: `faults: { limit: manychatLimits }`. */
export const manychatLimits: RateLimit = {
  perPath: {
    "/fb/page/getInfo": 100,
    "/fb/subscriber/getInfo": 10,
    "/fb/subscriber/findBySystemField": 50,
  },
};
