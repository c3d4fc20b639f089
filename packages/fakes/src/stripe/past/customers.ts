import { type Person, personAt } from "../../shared/people.ts";
import type { Random } from "../../shared/random.ts";
import type { PastContext } from "./context.ts";
import { createMoments } from "./moments.ts";

/** A customer as the rest of the past needs to know it. */
export interface Client {
  id: string;
  since: number;
  person: Person;
}

/** Customers in order of time; the first is as old as the business, so that anything can be told of somebody. */
export function writeCustomers({ world, script, counts, span, seed, random }: PastContext): Client[] {
  const chance = random.fork("customers");
  const momentOf = createMoments(span, chance);
  const clients: Client[] = Array.from({ length: counts.customers }, (_, index) => ({
    id: world.newId("cus"),
    since: momentOf(index),
    person: personAt(seed, index),
  })).sort((a, b) => a.since - b.since);
  if (clients[0]) clients[0].since = span.from;

  for (const { id, since, person } of clients) {
    const fields = {
      id,
      address: addressOf(person),
      currency: person.currency,
      email: person.email,
      name: person.name,
      phone: chance.chance(0.7) ? person.phone : null,
      preferred_locales: [`es-${person.place.country}`],
    };
    script.add(since, () => world.create("customers", fields, { at: since }));
  }

  const changedAt = createMoments(span, chance);
  for (const [index, { id, since, person }] of clients.filter(() => chance.chance(0.15)).entries()) {
    const at = Math.max(changedAt(index), since);
    const patch = chance.chance(0.5)
      ? { phone: person.phone, metadata: { origen: "formulario web" } }
      : { address: { ...addressOf(person), line2: `Piso ${chance.int(1, 9)}` } };
    script.add(at, () => world.update("customers", id, patch, { at }));
  }
  return clients;
}

/** An address in Stripe's shape. */
export function addressOf({ line1, postalCode, place }: Person) {
  return {
    city: place.city,
    country: place.country,
    line1,
    line2: null,
    postal_code: postalCode,
    state: place.state,
  };
}

/** Somebody who was already a customer at that moment; `clients` in order of time, and not empty. */
export function clientAt(clients: readonly Client[], at: number, random: Random): Client {
  let [low, high] = [0, clients.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((clients[middle] as Client).since <= at) low = middle + 1;
    else high = middle;
  }
  return clients[random.int(0, Math.max(0, low - 1))] as Client;
}
