import * as z from "zod";
import type { Stream } from "../define/stream.ts";
import type { KnownContact } from "../source.ts";
import type { ManychatClient } from "./client.ts";
import { contactsOf } from "./contacts.ts";
import { recordOf, type Subscriber, subscriberObject } from "./subscriber.ts";
import { together } from "./together.ts";

/** How many contacts make a page: at half of ManyChat's limit some two seconds of look-ups. */
const pageSize = 50;
/** So many look-ups in flight reach ManyChat's limit where an answer takes 160 ms; pace keeps them below it. */
const atOnce = 8;

/**
 * The subscribers among the people whom other sources know. The cursor is a place in *our* contacts; somebody whom
 * ManyChat does not know is no error.
 */
export const lookups: Stream<ManychatClient, string> = {
  object: subscriberObject,
  cursor: z.string().min(1).max(2_000),
  pageSize,
  async *pages(task, context) {
    const contacts = contactsOf(context);
    for (let after = task.cursor; ; ) {
      const known = await contacts.others(after, pageSize);
      yield { records: (await lookUp(context.client, known.contacts)).map(recordOf), next: known.next };
      if (known.next === null) return;
      after = known.next;
    }
  },
};

/** By e-mail; then those whose e-mail nobody has, or who have none, by phone. */
async function lookUp(client: ManychatClient, contacts: readonly KnownContact[]): Promise<Subscriber[]> {
  const byEmail = await find(client, "email", contacts);
  const left = contacts.filter(({ email }) => email === null || !client.met.knows("email", email));
  return [...byEmail, ...(await find(client, "phone", left))];
}

/** What is not of such a shape nobody has, and ManyChat would refuse. */
const shapes = { email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, phone: /^\+\d{7,15}$/ };

async function find(
  { find, met }: ManychatClient,
  field: keyof KnownContact,
  contacts: readonly KnownContact[],
): Promise<Subscriber[]> {
  const values = contacts
    .flatMap((contact) => contact[field] ?? [])
    .filter((value) => shapes[field].test(value) && !met.knows(field, value) && !met.asked(field, value));
  const found = await together(values, atOnce, (value) => find(field, value));
  return met.add(found.flat());
}
