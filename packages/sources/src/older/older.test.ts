import type { Json } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { expected, locationWith, namesOf, sliceOf as slicesOfGhl } from "../ghl/ghl.fixture.ts";
import { ghlSource } from "../ghl/index.ts";
import { manychatSource } from "../manychat/index.ts";
import { paypalSource } from "../paypal/index.ts";
import { accountWith as paypalAccount, sliceOf as slicesOfPaypal } from "../paypal/paypal.fixture.ts";
import type { Page, SliceRequest, Source } from "../source.ts";
import { stripeSource } from "../stripe/index.ts";
import { sliceOf as slicesOfStripe, accountWith as stripeAccount } from "../stripe/stripe.fixture.ts";

const present = Date.UTC(2026, 10, 24, 12);
const run = { startedAt: present, now: present };
const dayMs = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();

const read = (source: Source, value: Json) => source.older?.(value, run);
const kindOf = (source: Source, value: Json) => read(source, value)?.kind;

function checkpointOf(source: Source, value: Json): Json {
  const reading = read(source, value);
  if (reading?.kind !== "read") throw new Error(`not read: ${JSON.stringify(value)}`);
  return JSON.parse(JSON.stringify(reading.checkpoint));
}

async function recordsFrom(source: Source, request: SliceRequest) {
  const pages: Page[] = [];
  for await (const page of source.pages(request)) pages.push(page);
  return pages.flatMap(({ records }) => records);
}

describe("an older checkpoint of Stripe", () => {
  const fake = stripeAccount({ scale: 0.5 });
  const charges = fake.objects("charges").toSorted((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1));
  const ids = charges.map(({ id }) => id);
  const at = Math.floor(ids.length / 3);
  const cursor = ids[at] as string;
  const rest = ids.slice(at + 1).sort();

  it.each<[string, Json]>([
    ["{starting_after}", { starting_after: cursor }],
    ["{cursor, page}", { cursor, page: 12, lastActivity: iso(present) }],
    ["{lastId, hasMore}", { lastId: cursor, hasMore: true, timestamp: present }],
    ["{stripe: {…}}", { stripe: { cursor, page: 3 }, lastUpdate: iso(present) }],
    ["a text of JSON", JSON.stringify({ starting_after: cursor })],
  ])("%s: a run goes on with exactly what comes behind it", async (_, value) => {
    const records = await recordsFrom(
      stripeSource,
      slicesOfStripe(fake, { checkpoint: checkpointOf(stripeSource, value) }),
    );
    expect(rest.length).toBeGreaterThan(20);
    expect(records.map(({ id }) => id).sort()).toEqual(rest);
  });

  it("{segments: […]}: a run goes on in each that was not done", async () => {
    const [oldest, middle] = [present - 400 * dayMs, present - 60 * dayMs];
    const inMiddle = charges.filter(({ created }) => created * 1000 >= middle);
    const reached = inMiddle[Math.floor(inMiddle.length / 2)] as (typeof charges)[number];
    const segments = [
      { startDate: iso(oldest), endDate: iso(middle - 1000), cursor, done: true },
      { startDate: iso(middle), endDate: iso(present), cursor: reached.id, done: false },
    ];
    const records = await recordsFrom(
      stripeSource,
      slicesOfStripe(fake, { checkpoint: checkpointOf(stripeSource, { segments }) }),
    );
    const wanted = inMiddle.slice(inMiddle.indexOf(reached) + 1).map(({ id }) => id);
    expect(records.map(({ id }) => id).sort()).toEqual(wanted.sort());
  });

  it("whose object is gone: a run reads the list again, and misses nothing of the rest", async () => {
    const checkpoint = checkpointOf(stripeSource, { starting_after: "ch_gone" });
    const records = await recordsFrom(stripeSource, slicesOfStripe(fake, { checkpoint }));
    expect(records.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  });
});

describe("an older checkpoint of GoHighLevel", () => {
  const fake = locationWith({ scale: 0.5 });

  it("{startAfterId, startAfter}: a run goes on with every contact that was added then or before", async () => {
    const contacts = fake
      .objects("contacts")
      .toSorted((a, b) => Date.parse(String(b.dateAdded)) - Date.parse(String(a.dateAdded)));
    const last = contacts[Math.floor(contacts.length / 2)] as (typeof contacts)[number];
    const startAfter = Date.parse(String(last.dateAdded));
    const checkpoint = checkpointOf(ghlSource, { startAfterId: String(last.id), startAfter });
    const names = namesOf(await recordsFrom(ghlSource, slicesOfGhl(fake, { checkpoint })));
    const wanted = contacts.filter(({ dateAdded }) => Date.parse(String(dateAdded)) <= startAfter);
    expect(wanted.filter(({ id }) => !names.includes(`contact ${id}`))).toEqual([]);
    expect(names.length).toBeLessThan(expected(fake, null, ["contacts"]).length);
  });
});

describe("an older checkpoint of PayPal", () => {
  const fake = paypalAccount();

  it("{page, totalPages, startDate, endDate}: a run searches that stretch again, a month at a time", async () => {
    const [startDate, endDate] = [iso(present - 100 * dayMs), iso(present - 10 * dayMs)];
    const reading = read(paypalSource, { page: 3, totalPages: 9, startDate, endDate });
    expect(reading).toMatchObject({ kind: "read", window: { start: startDate, end: endDate } });
    const checkpoint = checkpointOf(paypalSource, { page: 3, totalPages: 9, startDate, endDate });
    const records = await recordsFrom(
      paypalSource,
      slicesOfPaypal(fake, { checkpoint, windowStart: startDate, windowEnd: endDate }),
    );
    const wanted = fake.transactions(
      ({ at }) => at * 1000 >= Date.parse(startDate) && at * 1000 <= Date.parse(endDate),
    );
    expect(wanted.length).toBeGreaterThan(20);
    expect(records.length).toBe(wanted.length);
    expect(new Set(records.map(({ object }) => object))).toEqual(new Set(["transaction"]));
  });

  it("reads a day as its whole, and nothing that PayPal no longer has or that the run could not have had", () => {
    const reading = read(paypalSource, { page: 1, startDate: "2026-11-20", endDate: "2026-11-21" });
    expect(reading).toMatchObject({
      checkpoint: { left: [["transactions", Date.UTC(2026, 10, 20) / 1000, Date.UTC(2026, 10, 22) / 1000, null]] },
    });
    const late = read(paypalSource, { page: 1, startDate: "2010-01-01", endDate: "2030-01-01" });
    expect(late).toMatchObject({ window: { end: iso(present) } });
    expect(kindOf(paypalSource, { page: 1, startDate: "2010-01-01", endDate: "2011-01-01" })).toBe("unreadable");
  });
});

describe("a checkpoint that leads nowhere", () => {
  const cursor = "ch_1";
  it.each<[string, Source, Json]>([
    ["of a list that nobody named", stripeSource, { cursor: "opaque-text", page: 4 }],
    ["that is a number of a page", stripeSource, { nextPage: 4 }],
    ["of prices, which are read in two parts", stripeSource, { starting_after: "price_1" }],
    [
      "of stretches that overlap",
      stripeSource,
      { segments: [1, 2].map(() => ({ startDate: 1.6e9, endDate: 1.7e9, cursor })) },
    ],
    ["of stretches of which one has no cursor", stripeSource, { segments: [{ startDate: 1.6e9, endDate: 1.7e9 }] }],
    [
      "of stretches that are all done",
      stripeSource,
      { segments: [{ startDate: 1.6e9, endDate: 1.7e9, cursor, done: true }] },
    ],
    ["that ends before it begins", paypalSource, { page: 1, startDate: "2026-11-02", endDate: "2026-10-02" }],
    ["of a page without its time", paypalSource, { page: 2, totalPages: 3 }],
    ["of half a cursor", ghlSource, { startAfterId: "abc" }],
    ["of a list that ManyChat does not have", manychatSource, { nextPage: 2 }],
    ["of a number", manychatSource, 7],
    ["of many things at once", stripeSource, { stripe: { cursor }, paypal: { page: 2 } }],
  ])("%s is not read", (_, source, value) => {
    expect(kindOf(source, value)).toBe("unreadable");
  });

  it.each<[string, Json]>([
    ["null", null],
    ["nothing", {}],
    ["a sign of life alone", { lastActivity: iso(present) }],
    ["a cursor that was never set", { starting_after: null, page: 0, timestamp: present }],
  ])("%s says that there was none yet", (_, value) => {
    for (const source of [stripeSource, paypalSource, ghlSource, manychatSource])
      expect(kindOf(source, value)).toBe("nothing");
  });
});
