import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createStripeFake } from "../stripe/index.ts";
import { collectionNames } from "./collections.ts";
import { createGhlFake } from "./fake.ts";
import { ask, listPath, noon, search } from "./test-client.ts";

const options = { seed: 7, now: manualClock(noon) };
const ghl = createGhlFake(options);
const everything = (fake: typeof ghl) => collectionNames.map((name) => fake.objects(name));

describe("the location's past", () => {
  it("is the same for the same options, id for id, and another for another seed", () => {
    expect(everything(createGhlFake(options))).toEqual(everything(ghl));
    expect(everything(createGhlFake({ ...options, seed: 8 }))).not.toEqual(everything(ghl));
  });

  it("has exactly the numbers asked for, and nothing in the future", () => {
    expect(everything(createGhlFake({ ...options, scale: 3 })).flat().length).toBe(3_000);
    expect(createGhlFake({ ...options, counts: { opportunities: 5 } }).count("opportunities")).toBe(5);
    const times = everything(ghl)
      .flat()
      .flatMap((one) => [one.dateUpdated, one.updatedAt, one.dateAdded, one.createdAt]);
    expect(times.filter((time) => typeof time === "string" && Date.parse(time) > noon)).toEqual([]);
  });

  it("has the same people as Stripe's", () => {
    const stripe = createStripeFake({ ...options, counts: { customers: 480 } });
    const [emails, others] = [ghl.objects("contacts"), stripe.objects("customers")].map((people) =>
      people.map(({ email }) => email).sort(),
    );
    expect(emails).toEqual(others);
  });

  it.each(collectionNames)("has %s of the last day, week and month, and before", (name) => {
    const inLast = (days: number) =>
      ghl.count(name, (one) => Date.parse(String(one.dateAdded ?? one.createdAt)) >= noon - days * 86_400_000);
    expect(inLast(1)).toBeGreaterThan(0);
    expect(inLast(7)).toBeGreaterThan(inLast(1));
    expect(inLast(30)).toBeGreaterThan(inLast(7));
    expect(ghl.count(name)).toBeGreaterThan(inLast(30));
  });
});

describe("a request that GoHighLevel would refuse", () => {
  const body = { locationId: ghl.locationId, pageLimit: 100 };
  const contacts = (change: object) => ["/contacts/search", { ...body, ...change }] as const;

  it.each([
    [401, "another token", contacts({}), { authorization: "Bearer another" }],
    [400, "no version", contacts({}), { version: "" }],
    [403, "another location", contacts({ locationId: "another" }), {}],
    [422, "no location", contacts({ locationId: undefined }), {}],
    [422, "too many at once", contacts({ pageLimit: 501 }), {}],
    [422, "an unknown field", contacts({ limit: 5 }), {}],
    [422, "an unknown sort", contacts({ sort: [{ field: "email", direction: "asc" }] }), {}],
    [400, "an operator of its own", contacts({ filters: [{ field: "dateUpdated", operator: "gt", value: 1 }] }), {}],
    [400, "page and searchAfter", contacts({ page: 1, searchAfter: [1, "a"] }), {}],
    [422, "too many payments", [listPath(ghl, "/payments/transactions", "limit=101"), undefined] as const, {}],
    [422, "an unknown parameter", [listPath(ghl, "/payments/transactions", "startDate=1"), undefined] as const, {}],
    [403, "another location's payments", ["/payments/subscriptions?altId=x&altType=location", undefined] as const, {}],
    [422, "half a cursor", [listPath(ghl, "/opportunities/search", "startAfter=1"), undefined] as const, {}],
    [403, "another location's name", ["/locations/another", undefined] as const, {}],
    [404, "an unknown path", ["/contacts/", undefined] as const, {}],
  ])("%i for %s", async (status, _, [path, sent], headers) => {
    const refused = await ask(ghl, path, sent, headers);
    expect(refused.status).toBe(status);
    const { message } = (await refused.json()) as { message: unknown };
    expect(Array.isArray(message)).toBe(status === 422);
  });

  it("401 for a scope that the token lacks", async () => {
    const modest = createGhlFake({ ...options, scopes: ["contacts.readonly"] });
    expect((await search(modest)).contacts.length).toBe(100);
    const refused = await ask(modest, listPath(modest, "/opportunities/search"));
    expect([refused.status, await refused.json()]).toMatchObject([401, { message: expect.stringContaining("scope") }]);
  });
});

describe("limits", () => {
  const one = (fake: typeof ghl) => ask(fake, `/locations/${fake.locationId}`);
  const left = (response: Response) =>
    ["x-ratelimit-remaining", "x-ratelimit-daily-remaining"].map((name) => response.headers.get(name));

  it("are told with every answer, by the location's clock", async () => {
    const now = manualClock(noon);
    const fake = createGhlFake({ ...options, now });
    await one(fake);
    const second = await one(fake);
    expect(left(second)).toEqual(["98", "199998"]);
    expect(second.headers.get("x-ratelimit-max")).toBe("100");
    expect(second.headers.get("x-ratelimit-interval-milliseconds")).toBe("10000");
    now.advance(86_400_000);
    expect(left(await one(fake))).toEqual(["99", "199999"]);
  });

  it("of a burst are kept when they are switched on", async () => {
    const fake = createGhlFake({ ...options, faults: { limit: { total: 100, perMs: 10_000 } } });
    const statuses = [];
    for (let n = 0; n < 101; n++) statuses.push((await one(fake)).status);
    expect(statuses.indexOf(429)).toBe(100);
    expect(left(await one(fake))[0]).toBe("0");
  });

  it("of a day end with 429 until tomorrow", async () => {
    const now = manualClock(noon);
    const fake = createGhlFake({ ...options, now, perDay: 2 });
    expect([(await one(fake)).status, (await one(fake)).status]).toEqual([200, 200]);
    const refused = await one(fake);
    expect([refused.status, left(refused)[1]]).toEqual([429, "0"]);
    now.advance(43_200_000);
    expect((await one(fake)).status).toBe(200);
  });
});

it("answers over HTTP, and logs no token", async () => {
  const server = await ghl.listen();
  try {
    const headers = { authorization: `Bearer ${ghl.key}`, version: "2021-07-28" };
    const answer = await fetch(`${server.url}/locations/${ghl.locationId}`, { headers });
    expect(await answer.json()).toMatchObject({ location: { id: ghl.locationId, name: "Taller Mariposa" } });
    expect(JSON.stringify(ghl.log.entries)).not.toContain(ghl.key);
  } finally {
    await server.close();
  }
});

it("gives half of a page when it is told to, and says that there is more", async () => {
  const fake = createGhlFake({ ...options, faults: { rules: [{ kind: "half" }] } });
  const { contacts, total } = await search(fake);
  expect([contacts.length, total]).toEqual([50, 480]);
});

it("gives the same page again and again when it is told to, and no refusal twice", async () => {
  const fake = createGhlFake({ ...options, faults: { rules: [{ kind: "repeated" }] } });
  const many = { locationId: fake.locationId, pageLimit: 501 };
  expect((await ask(fake, "/contacts/search", many)).status).toBe(422);
  const first = await search(fake);
  expect(first.contacts.length).toBe(100);
  expect(await search(fake, { searchAfter: first.contacts.at(-1)?.searchAfter })).toEqual(first);
  // Another search is another list: its answer could be empty, which nobody could tell from the end of this one.
  const none = { field: "dateAdded", operator: "range", value: { gte: 0, lte: 1 } };
  expect((await search(fake, { filters: [none] })).contacts).toEqual([]);
});
