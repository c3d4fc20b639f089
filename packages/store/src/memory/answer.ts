import type { Outcome } from "@sincro/machine";
import type { SendAnswer } from "../port.ts";

/** What the machine said, as the store answers it. */
export function answerOf(outcome: Outcome): SendAnswer {
  return outcome.kind === "applied"
    ? { applied: true, reason: null, run: outcome.run }
    : { applied: false, reason: outcome.reason, run: outcome.run };
}
