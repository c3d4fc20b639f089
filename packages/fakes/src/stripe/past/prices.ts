import type { Person } from "../../shared/people.ts";
import type { PriceFields } from "../objects/price.ts";
import { amountFor, type Plan } from "./catalogue.ts";
import type { PastContext } from "./context.ts";

type PriceOf = (plan: Plan, currency: Person["currency"]) => PriceFields;

/** One price for each plan and currency, made when it is first needed. */
export function createPrices({ world, span }: PastContext): PriceOf {
  const known = new Map<string, PriceFields>();
  return (plan, currency) => {
    const key = `${plan.name} ${currency}`;
    const price = known.get(key) ?? {
      id: world.newId("price"),
      product: world.newId("prod"),
      created: span.from,
      currency,
      amount: amountFor(plan, { currency }),
      nickname: plan.name,
      interval: plan.interval,
    };
    known.set(key, price);
    return price;
  };
}
