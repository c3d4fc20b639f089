import type { Person } from "../../shared/people.ts";
import type { PriceFields } from "../objects/price.ts";
import { amountFor, type Plan } from "./catalogue.ts";
import type { PastContext } from "./context.ts";
import { DAY } from "./moments.ts";

type PriceOf = (plan: Plan, currency: Person["currency"]) => PriceFields;

/** The catalogue: one price for each plan and currency, put there on the first day when it is needed at all. */
export function createPrices(context: PastContext): PriceOf {
  const { world, script, span } = context;
  const productOf = createProducts(context);
  const known = new Map<string, PriceFields>();

  function newPrice(plan: Plan, currency: Person["currency"]): PriceFields {
    const price = {
      id: world.newId("price"),
      product: productOf(plan),
      created: span.from,
      currency,
      amount: amountFor(plan, { currency }),
      nickname: plan.name,
      interval: plan.interval,
    };
    script.add(span.from, () => world.create("prices", { ...price }, { at: span.from }));
    return price;
  }

  return (plan, currency) => {
    const key = `${plan.name} ${currency}`;
    const price = known.get(key) ?? newPrice(plan, currency);
    known.set(key, price);
    return price;
  };
}

/**
 * One product for each plan. Before anybody bought it its launch price was archived; lately a new price was announced,
 * which nobody pays yet.
 */
function createProducts({ world, script, span, random }: PastContext): (plan: Plan) => string {
  const chance = random.fork("catalogue");
  const known = new Map<string, string>();

  function newProduct(plan: Plan): string {
    const id = world.newId("prod");
    const [launch, next] = [world.newId("price"), world.newId("price")];
    const common = { product: id, currency: "mxn", interval: plan.interval };
    const archivedAt = Math.min(span.until, span.from + 7 * DAY);
    const announcedAt = Math.max(span.from, span.until - chance.int(1, 25) * DAY);

    script.add(span.from, () => {
      world.create("products", { id, name: plan.name, created: span.from }, { at: span.from });
      const launched = { ...common, id: launch, amount: plan.mxn / 2, nickname: "Precio de lanzamiento" };
      world.create("prices", launched, { at: span.from });
    });
    script.add(archivedAt, () => world.update("prices", launch, { active: false }, { at: archivedAt }));
    script.add(announcedAt, () => {
      const announced = { ...common, id: next, amount: Math.round(plan.mxn * 0.011) * 100, nickname: "Precio nuevo" };
      world.create("prices", announced, { at: announcedAt });
      world.update("products", id, { default_price: next, updated: announcedAt }, { at: announcedAt });
    });
    return id;
  }

  return (plan) => {
    const id = known.get(plan.name) ?? newProduct(plan);
    known.set(plan.name, id);
    return id;
  };
}
