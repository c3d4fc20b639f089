import type { Clock } from "../shared/clock.ts";
import { type Person, personAt } from "../shared/people.ts";
import type { Random } from "../shared/random.ts";
import { type ManychatBook, w3c } from "./book.ts";
import type { ManychatSubscriber } from "./subscriber.ts";

const dayMs = 86_400_000;

/** How many subscribers there are to be, and whom they are among. */
export interface ManychatCounts {
  /** The first so many people of the world that the seed makes are asked; Stripe's fake has those as its customers. */
  people: number;
  /** Which part of them has subscribed. */
  share: number;
  /** Subscribers whom no other source knows. */
  strangers: number;
}

/** Far behind everybody whom another fake makes a customer. */
const firstStranger = 10_000_000;

interface PastParts {
  book: ManychatBook;
  counts: ManychatCounts;
  seed: number | string;
  now: Clock;
  historyDays: number;
  random: Random;
}

/** Fills an empty page: some of the people whom other sources know, and some whom nobody else does. */
export function writePast({ book, counts, seed, now, historyDays, random }: PastParts): void {
  const { people, share, strangers } = counts;
  const among = random.fork("people");
  const indices = [
    ...Array.from({ length: people }, (_, index) => index).filter(() => among.chance(share)),
    ...Array.from({ length: strangers }, (_, index) => firstStranger + index),
  ];
  for (const index of indices) {
    const chance = random.fork(`subscriber/${index}`);
    const subscribed = now() - chance.int(1, historyDays) * dayMs;
    book.subscribe(fieldsOf(personAt(seed, index), subscribed, now(), chance));
  }
}

/** What people tell a bot of themselves: an e-mail, a phone, or both. */
function fieldsOf(person: Person, subscribed: number, now: number, chance: Random): Partial<ManychatSubscriber> {
  const [first_name = "", ...surnames] = person.name.split(" ");
  const gave = chance.weighted({ email: 30, phone: 25, both: 45 });
  const [email, phone] = [gave === "phone" ? "" : person.email, gave === "email" ? "" : person.phone];
  const spoke = chance.chance(0.8) ? w3c(chance.int(subscribed, now)) : null;
  return {
    first_name,
    last_name: surnames.join(" "),
    locale: `es_${person.place.country}`,
    language: "Spanish",
    timezone: person.place.country === "MX" ? "UTC-06" : "UTC+01",
    email,
    optin_email: email !== "",
    phone,
    optin_phone: phone !== "",
    subscribed: w3c(subscribed),
    last_interaction: spoke,
    last_seen: spoke ?? w3c(subscribed),
    last_input_text: chance.pick(["Hola", "Precio", "¿Tienen envíos?", "Gracias", ""]),
    custom_fields: chance.chance(0.4) ? [interestOf(chance)] : [],
    tags: chance.chance(0.5) ? [chance.pick(tags)] : [],
  };
}

const tags = [
  { id: 101, name: "cliente" },
  { id: 102, name: "interesado" },
  { id: 103, name: "newsletter" },
];

function interestOf(chance: Random): ManychatSubscriber["custom_fields"][number] {
  const value = chance.pick(["curso", "taller", "consultoría"]);
  return { id: 201, name: "interes", type: "text", description: "Lo que le interesa", value };
}
