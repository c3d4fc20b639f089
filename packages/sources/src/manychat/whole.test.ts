import { manychatContract, specsDir } from "@sincro/fakes/testing";
import { beforeEach, describe, expect, it } from "vitest";
import {
  contactsFrom,
  dayMs,
  idsOf,
  pageWith,
  present,
  readAll,
  recordsOf,
  sliceOf,
  stripeContacts,
} from "./manychat.fixture.ts";
import { manychatSource } from "./source.ts";

const fake = pageWith();
const contacts = stripeContacts();
const emails = new Set(contacts.map(({ email }) => email));
const phones = new Set(contacts.map(({ phone }) => phone));
/** What the page itself says: who has an e-mail or a phone that Stripe knows. */
const findable = fake.subscribers(({ email, phone }) => emails.has(email) || phones.has(phone));
const strangers = fake.subscribers(({ email, phone }) => !emails.has(email) && !phones.has(phone));
const lookedUp = () => fake.log.entries.map(({ query }) => JSON.stringify(query));

beforeEach(() => fake.log.clear());

it("finds some by phone alone, and lacks some, so that the tests below mean something", () => {
  expect(findable.filter(({ email }) => email === "").length).toBeGreaterThan(5);
  expect(findable.length).toBeGreaterThan(60);
  expect(strangers.length).toBeGreaterThan(30);
});

describe("look-ups", () => {
  it("F31 · give every subscriber whom other sources know, once, as they are now", async () => {
    const records = recordsOf(await readAll(sliceOf(fake, { contacts: contactsFrom(contacts) })));
    expect(idsOf(records)).toEqual(idsOf(findable));
    for (const { object, id, data, updatedAt } of records) {
      expect({ object, data, updatedAt }).toEqual({ object: "subscriber", data: fake.get(id), updatedAt: undefined });
    }
  });

  it("ask each e-mail and each phone once, and no phone of somebody who was found by e-mail", async () => {
    const split = contacts.flatMap(({ email, phone }) => [
      { email, phone: null },
      { email, phone },
      { email: null, phone },
    ]);
    await readAll(sliceOf(fake, { contacts: contactsFrom(split) }));
    const asked = lookedUp();
    expect(new Set(asked).size).toBe(asked.length);
    for (const { email, phone } of findable.filter((one) => emails.has(one.email) && one.phone !== "")) {
      expect(asked).toContain(JSON.stringify({ email }));
      expect(asked).not.toContain(JSON.stringify({ phone }));
    }
  });

  it("ask for nothing that cannot be an e-mail or a phone", async () => {
    const odd = [
      { email: "no e-mail", phone: null },
      { email: "ana@", phone: "5512345678" },
      { email: null, phone: "+52 55 1234" },
      { email: null, phone: null },
    ];
    expect(recordsOf(await readAll(sliceOf(fake, { contacts: contactsFrom(odd) })))).toEqual([]);
    expect(fake.log.entries).toEqual([]);
  });

  it.each(["empty", "error"] as const)(
    "take somebody unknown for no error, however ManyChat says so (%s)",
    async (unknown) => {
      const page = pageWith({ unknown });
      const nobody = [{ email: "nobody@nowhere.example", phone: "+525500000001" }];
      const pages = await readAll(sliceOf(page, { contacts: contactsFrom([...nobody, ...contacts]) }));
      expect(idsOf(recordsOf(pages))).toEqual(idsOf(findable));
    },
  );

  it("are the same in every window: ManyChat does not say who changed when", async () => {
    const windowStart = new Date(present - dayMs).toISOString();
    const records = recordsOf(await readAll(sliceOf(fake, { contacts: contactsFrom(contacts), windowStart })));
    expect(idsOf(records)).toEqual(idsOf(findable));
  });
});

describe("the refresh", () => {
  it("gives those whom no look-up finds, and leaves alone who has gone", async () => {
    const own = [...idsOf(strangers), "1"];
    const records = recordsOf(await readAll(sliceOf(fake, { contacts: contactsFrom([], own) })));
    expect(idsOf(records)).toEqual(idsOf(strangers));
    expect(records.map(({ data }) => data)).toEqual(records.map(({ id }) => fake.get(id)));
  });

  it("asks for nobody whom a look-up of the same slice found", async () => {
    const everybody = fake.subscribers();
    const known = contactsFrom(contacts, idsOf(everybody));
    expect(idsOf(recordsOf(await readAll(sliceOf(fake, { contacts: known }))))).toEqual(idsOf(everybody));
    const refreshed = fake.log.entries.filter(({ path }) => path.endsWith("getInfo"));
    expect(refreshed.map(({ query }) => query.subscriber_id).sort()).toEqual(idsOf(strangers));
  });

  it("alone, when only it is wanted", async () => {
    const known = contactsFrom(contacts, idsOf(strangers));
    expect(idsOf(recordsOf(await readAll(sliceOf(fake, { contacts: known, streams: ["known"] }))))).toEqual(
      idsOf(strangers),
    );
    expect(fake.log.entries.every(({ path }) => path.endsWith("getInfo"))).toBe(true);
  });
});

it("an installation that knows nobody yet is done without a request", async () => {
  expect(recordsOf(await readAll(sliceOf(fake, { contacts: contactsFrom([]) })))).toEqual([]);
  expect(fake.log.entries).toEqual([]);
});

it("says of itself that it lists nothing whole, and waits for the others", () => {
  expect(manychatSource.manifest).toMatchObject({ listed: [], afterGroup: true, streams: ["lookups", "known"] });
});

it("no more than a few requests are in flight at once", async () => {
  fake.gate.close();
  const pages = manychatSource.pages(sliceOf(fake, { contacts: contactsFrom(contacts) }))[Symbol.asyncIterator]();
  const first = pages.next();
  await fake.gate.untilHeld(8);
  expect(fake.log.entries).toHaveLength(8);
  fake.gate.open();
  expect((await first).done).toBe(false);
  await pages.return?.();
});

// The contract that tells what ManyChat documents is where SINCRO_SPECS_DIR says.
it.skipIf(!specsDir)("asks only what ManyChat documents", async () => {
  const contract = manychatContract(specsDir as string);
  await readAll(sliceOf(fake, { contacts: contactsFrom(contacts, idsOf(strangers)) }));
  await manychatSource.test(sliceOf(fake));
  expect(fake.log.entries.length).toBeGreaterThan(200);
  expect(fake.log.entries.flatMap((request) => contract.request(request))).toEqual([]);
});
