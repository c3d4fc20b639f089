import { type Person, personAt } from "../../shared/people.ts";
import type { Random } from "../../shared/random.ts";
import type { PaypalWorld } from "../world.ts";

/** Somebody with an account at PayPal. */
export interface Payer {
  person: Person;
  id: string;
}

/** Answers one of the first `count` people of the world that `seed` makes, who are the same in every fake. */
export function createPayers(world: PaypalWorld, seed: number | string, count: number, random: Random): () => Payer {
  const known = new Map<number, Payer>();
  return () => {
    const index = random.int(0, count - 1);
    const payer = known.get(index) ?? { person: personAt(seed, index), id: world.ids.payer() };
    known.set(index, payer);
    return payer;
  };
}
