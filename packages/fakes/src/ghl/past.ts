import { type Person, personAt } from "../shared/people.ts";
import type { Random } from "../shared/random.ts";
import { amountFor, goods, monthlyPlans } from "../stripe/past/catalogue.ts";
import { createMoments, DAY } from "../stripe/past/moments.ts";
import type { GhlCollection } from "./collections.ts";
import { stages } from "./objects/opportunity.ts";
import type { GhlWorld } from "./world.ts";

/** How many objects of each kind there are to be. */
export type GhlCounts = Record<GhlCollection, number>;

/** A thousand objects in the proportions of a small business: what `scale: 1` means. */
const perScale: GhlCounts = { contacts: 480, transactions: 250, subscriptions: 50, opportunities: 220 };

/** `scale` thousand objects, with single kinds set by hand. */
export function countsFor(scale: number, counts: Partial<GhlCounts> = {}): GhlCounts {
  const scaled = Object.fromEntries(Object.entries(perScale).map(([name, n]) => [name, Math.round(n * scale)]));
  return { ...(scaled as GhlCounts), ...counts };
}

/** What the past is written with. */
export interface PastParts {
  readonly world: GhlWorld;
  readonly counts: GhlCounts;
  readonly historyDays: number;
  readonly seed: number | string;
  readonly random: Random;
}

interface Known {
  readonly id: string;
  readonly person: Person;
}

/** Fills an empty world with exactly `counts` objects; contact number n is person number n of every fake. */
export function writePast({ world, counts, historyDays, seed, random }: PastParts): void {
  const until = Math.floor(world.now() / 1000);
  const span = { from: until - historyDays * DAY, until };

  /** When the things of a collection happened and when they last changed, in milliseconds. */
  function timesOf(collection: GhlCollection) {
    const chance = random.fork(collection);
    const created = createMoments(span, chance);
    const changed = createMoments(span, random.fork(`${collection} changed`));
    return (index: number) => {
      const at = created(index) * 1000 + chance.int(0, Math.min(999, world.now() - until * 1000));
      const later = chance.chance(0.3) ? Math.max(at, changed(index * 3 + 1) * 1000) : at;
      return { at, later, chance };
    };
  }

  /** An object as it is now, whose last change lies in the past. */
  function write(collection: GhlCollection, index: number, times: ReturnType<typeof timesOf>, fields: object) {
    const { at, later } = times(index);
    const made = world.create(collection, { ...fields }, { at });
    const id = String(made.id ?? made._id);
    if (later > at) world.update(collection, id, {}, { at: later });
    return id;
  }

  const contactTimes = timesOf("contacts");
  const people: Known[] = Array.from({ length: counts.contacts }, (_, index) => {
    const person = personAt(seed, index);
    return { id: write("contacts", index, contactTimes, contactOf(person, index)), person };
  });
  const somebody = (chance: Random): Known | null => (people.length > 0 ? chance.pick(people) : null);

  const each = (collection: GhlCollection, fieldsOf: (known: Known | null, chance: Random) => object) => {
    const times = timesOf(collection);
    const chance = random.fork(`${collection} content`);
    for (let index = 0; index < counts[collection]; index++)
      write(collection, index, times, fieldsOf(somebody(chance), chance));
  };
  each("transactions", (known, chance) => {
    const offer = chance.pick(goods);
    const status = chance.weighted({ succeeded: 86, failed: 8, pending: 3, refunded: 3 });
    const amount = priceFor(offer, known);
    return {
      ...payer(known),
      amount,
      entitySourceName: offer.name,
      status,
      amountRefunded: status === "refunded" ? amount : 0,
    };
  });
  each("subscriptions", (known, chance) => {
    const plan = chance.pick(monthlyPlans);
    const status = chance.weighted({ active: 70, canceled: 20, past_due: 10 });
    return { ...payer(known), amount: priceFor(plan, known), entitySourceName: plan.name, status };
  });
  each("opportunities", (known, chance) => ({
    name: known?.person.name ?? "Consulta",
    monetaryValue: priceFor(chance.pick(goods), known),
    pipelineStageId: chance.pick(stages),
    status: chance.weighted({ open: 55, won: 25, lost: 15, abandoned: 5 }),
    ...(known && { contactId: known.id, contact: { id: known.id, ...named(known.person), tags: [] } }),
  }));
}

/** Every 39th has never been given a date of change, as contacts of long ago that came by an import. */
function contactOf(person: Person, index: number) {
  const [first = "", ...rest] = person.name.split(" ");
  return {
    firstName: first,
    lastName: rest.join(" "),
    email: person.email,
    phone: person.phone,
    address: person.line1,
    city: person.place.city,
    state: person.place.state,
    postalCode: person.postalCode,
    country: person.place.country,
    source: index % 3 === 0 ? "formulario web" : null,
    type: index % 2 === 0 ? "customer" : "lead",
    tags: index % 5 === 0 ? ["boletín"] : [],
    ...(index % 39 === 2 && { dateUpdated: null }),
  };
}

function named({ name, email, phone }: Person) {
  return { name, email, phone };
}

function payer(known: Known | null) {
  if (known === null) return {};
  const { id, person } = known;
  return {
    contactId: id,
    contactName: person.name,
    contactEmail: person.email,
    currency: person.currency.toUpperCase(),
  };
}

/** In pesos or euros, not in their hundredths. */
function priceFor(offer: Parameters<typeof amountFor>[0], known: Known | null): number {
  return amountFor(offer, known?.person ?? { currency: "mxn" }) / 100;
}
