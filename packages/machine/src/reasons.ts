/** Why an event was refused, in the order in which the reasons are looked for. A refusal changes nothing. */
export const reasons = [
  "invalid",
  "not_found",
  "repeated",
  "fenced",
  "terminal",
  "illegal",
  "held",
  "not_due",
  "out_of_order",
  "exhausted",
  "not_expired",
] as const;
/** A reason of {@link reasons}. */
export type Reason = (typeof reasons)[number];

/** Why a run became `stale`; stored in `error_code`. */
export const staleCodes = ["lost_worker", "no_worker", "no_progress"] as const;
