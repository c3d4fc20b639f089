import { describe, expect, it } from "vitest";
import {
  dayMs,
  expected,
  locationWith,
  nameOf,
  namesOf,
  objects,
  present,
  readAll,
  recordsOf,
  sliceOf,
  streams,
} from "./ghl.fixture.ts";
import { ghlSource } from "./source.ts";

const fake = locationWith({ scale: 2 });
const refunded = fake.create("transactions", { amount: 120 }, { at: present - 45 * dayMs });
fake.update("transactions", String(refunded._id), { status: "refunded" }, { at: present - 20 * dayMs });

const modes = [
  ["today", present - dayMs],
  ["7d", present - 7 * dayMs],
  ["month", present - 30 * dayMs],
  ["full", null],
] as const;

describe.each(modes)("mode %s", (_, startMs) => {
  const windowStart = startMs === null ? null : new Date(startMs).toISOString();

  it("F31 F32 · gives every object once, as it is now", async () => {
    const records = recordsOf(await readAll(sliceOf(fake, { windowStart })));
    expect(namesOf(records)).toEqual(expected(fake, startMs));
    for (const { object, id, data, updatedAt } of records) {
      const stream = streams.find((name) => objects[name] === object);
      const now = stream && fake.get(stream, id);
      expect(data).toEqual(now);
      expect(updatedAt).toBe(now?.dateUpdated ?? now?.updatedAt ?? now?.dateAdded);
    }
  });

  it.each(streams)("gives %s alone when only they are wanted", async (stream) => {
    const records = recordsOf(await readAll(sliceOf(fake, { windowStart, streams: [stream] })));
    expect(namesOf(records)).toEqual(expected(fake, startMs).filter((name) => name.startsWith(`${objects[stream]} `)));
  });
});

it("has contacts without a date of change, changes of old objects and more than one page, so that the tests above mean something", () => {
  const since = present - 30 * dayMs;
  expect(fake.count("contacts", ({ dateUpdated }) => dateUpdated === null)).toBeGreaterThan(5);
  const undated = ({ dateUpdated, dateAdded }: { dateUpdated?: unknown; dateAdded?: unknown }) =>
    dateUpdated === null && Date.parse(String(dateAdded)) >= since;
  expect(fake.count("contacts", undated)).toBeGreaterThan(0);
  for (const stream of streams) {
    const old = fake.objects(stream, ({ dateAdded, createdAt }) => Date.parse(String(dateAdded ?? createdAt)) < since);
    const names = new Set(old.map((one) => nameOf(stream, one)));
    expect(expected(fake, since).filter((name) => names.has(name)).length, stream).toBeGreaterThan(0);
  }
  expect(fake.count("contacts")).toBeGreaterThan(900);
  expect(fake.count("opportunities")).toBeGreaterThan(400);
});

it("says what it lists whole, and how many there are where GoHighLevel counts them", async () => {
  expect(ghlSource.manifest.streams).toEqual(streams);
  expect(ghlSource.manifest.listed).toEqual(Object.values(objects));
  const pages = await readAll(sliceOf(fake, { streams: ["contacts", "subscriptions", "opportunities"] }));
  const counts = fake.count("contacts") + fake.count("subscriptions") + fake.count("opportunities");
  expect(pages.at(-1)?.total).toBe(counts);
});

it("asks for fewer contacts at once where so many are refused", async () => {
  const modest = locationWith({ maxPageLimit: 100 });
  const records = recordsOf(await readAll(sliceOf(modest, { streams: ["contacts"] })));
  expect(namesOf(records)).toEqual(expected(modest, null, ["contacts"]));
  expect(modest.log.entries.some(({ status }) => status === 422)).toBe(true);
});

it("leaves what is created while the run lasts to the next one", async () => {
  const lively = locationWith();
  const before = expected(lively, null);
  const records = [];
  for await (const page of ghlSource.pages(sliceOf(lively))) {
    if (records.length === 0) for (const stream of streams) lively.create(stream, {}, { at: present + 1_000 });
    records.push(...page.records);
  }
  expect(expected(lively, null).length).toBe(before.length + 4);
  expect(namesOf(records)).toEqual(before);
});

it("needs no more requests than GoHighLevel allows in ten seconds for a location of a thousand objects", async () => {
  fake.log.clear();
  await readAll(sliceOf(fake));
  expect(fake.log.entries.length).toBeLessThan(100);
});
