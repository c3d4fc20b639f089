import { onTheWayS } from "../objects/payout.ts";
import type { PastContext } from "./context.ts";
import { HOUR, monthsLater } from "./moments.ts";
import type { PaidCharge } from "./payments.ts";

/** What is left of a charge after Stripe's fee of 3.6 %. */
const afterFee = 0.964;

/** Writes payouts: on the first of each month, for each currency, what came in during the month before. */
export function writePayouts({ world, script, span }: PastContext, charges: readonly PaidCharge[]): void {
  for (let at = monthAfter(span.from); at <= span.until; at = monthAfter(at)) {
    const since = monthsLater(at, -1);
    const month = charges.filter((charge) => charge.at >= since && charge.at < at);
    for (const [currency, all] of Map.groupBy(month, (charge) => charge.currency)) {
      const id = world.newId("po");
      const amount = Math.round(all.reduce((sum, charge) => sum + charge.amount, 0) * afterFee);
      const arrivesAt = at + onTheWayS;
      script.add(at, () => world.create("payouts", { id, amount, currency }, { at }));
      const paid = { status: "paid", reconciliation_status: "completed" };
      if (arrivesAt <= span.until) script.add(arrivesAt, () => world.update("payouts", id, paid, { at: arrivesAt }));
    }
  }
}

/** The next first of a month, at six in the morning UTC. */
function monthAfter(at: number): number {
  const date = new Date(at * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000 + 6 * HOUR;
}
