import type { Random } from "../../shared/random.ts";
import { monthlyPlans, type Plan, yearlyPlans } from "./catalogue.ts";
import { DAY, HOUR, monthsLater, type Span } from "./moments.ts";

/** A subscription from its beginning to its end. */
export interface Life {
  plan: Plan;
  status: "active" | "trialing" | "past_due" | "canceled" | "incomplete_expired";
  /** The beginning, then each renewal. */
  dates: readonly [start: number, ...renewals: number[]];
  /** Whether the dates are billed: a trial's is not. */
  billed: boolean;
  /** When a canceled one was canceled, or a trial ends. */
  end: number;
}

/**
 * A life with (at most) so many billed cycles, the latest of them at `moment`; canceled ones aside, moved into the
 * last month, because whoever pays monthly has paid in it.
 */
export function planLife(cycles: number, moment: number, span: Span, random: Random): Life {
  if (cycles === 0) return unbilled(moment, span, random);
  const status = random.weighted({ active: 74, past_due: 8, canceled: 18 });
  const plan = cycles === 1 && random.chance(0.3) ? random.pick(yearlyPlans) : random.pick(monthlyPlans);
  const aMonthAgo = Math.max(span.from, monthsLater(span.until, -1) + HOUR);
  const stays = status === "canceled" || moment > aMonthAgo;
  const latest = stays ? moment : random.int(aMonthAgo, span.until);
  const fitting = Math.min(cycles, 1 + Math.floor((latest - span.from) / (31 * DAY)));
  const renewals = Array.from({ length: fitting - 1 }, (_, cycle) => monthsLater(latest, cycle + 2 - fitting));
  return {
    plan,
    status: status === "past_due" && (fitting === 1 || latest + HOUR > span.until) ? "active" : status,
    dates: [monthsLater(latest, 1 - fitting), ...renewals],
    billed: true,
    end: Math.min(span.until, latest + random.int(1, 27) * DAY),
  };
}

/** A trial that is still running, or somebody who never paid the first time. */
function unbilled(moment: number, { until }: Span, random: Random): Life {
  const trial = moment > until - 30 * DAY;
  return {
    plan: random.pick(monthlyPlans),
    status: trial ? "trialing" : "incomplete_expired",
    dates: [moment],
    billed: false,
    end: moment + (trial ? 30 * DAY : 23 * HOUR),
  };
}
