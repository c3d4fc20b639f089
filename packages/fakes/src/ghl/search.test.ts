import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createGhlFake } from "./fake.ts";
import { ask, listPath, noon, search } from "./test-client.ts";

const none = { contacts: 0, transactions: 0, subscriptions: 0, opportunities: 0 };
const range = (field: string, value: object) => ({ filters: [{ field, operator: "range", value }] });
const oldestFirst = { sort: [{ field: "dateUpdated", direction: "asc" }] };

describe("a search of contacts", () => {
  it("F32 · with searchAfter finds each in its range once, in order, whatever the limit", async () => {
    const times = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 25 });
    const bound = fc.integer({ min: -1, max: 8 });
    await fc.assert(
      fc.asyncProperty(times, bound, bound, fc.integer({ min: 1, max: 7 }), async (moments, from, to, pageLimit) => {
        const ghl = createGhlFake({ now: manualClock(noon), counts: none });
        for (const at of moments) ghl.create("contacts", {}, { at: noon - 1_000 + at });
        const filter = range("dateUpdated", {
          gte: noon - 1_000 + from,
          lte: new Date(noon - 1_000 + to).toISOString(),
        });
        const found: string[] = [];
        for (let searchAfter: unknown; ; ) {
          const page = await search(ghl, {
            pageLimit,
            ...oldestFirst,
            ...filter,
            ...(searchAfter ? { searchAfter } : {}),
          });
          expect(page.total).toBe(moments.filter((at) => at >= from && at <= to).length);
          if (page.contacts.length === 0) break;
          found.push(...page.contacts.map(({ id }) => id));
          searchAfter = page.contacts.at(-1)?.searchAfter;
        }
        expect(new Set(found).size).toBe(found.length);
        expect(found.length).toBe(moments.filter((at) => at >= from && at <= to).length);
        const dates = found.map((id) => String(ghl.get("contacts", id)?.dateUpdated));
        expect(dates).toEqual(dates.toSorted());
      }),
    );
  });

  it("finds a change only after the lag, and until then what was before; a deleted contact likewise", async () => {
    const now = manualClock(noon);
    const ghl = createGhlFake({ now, counts: none });
    const { id } = ghl.create("contacts", { city: "León" });
    ghl.indexLagMs = 5_000;
    const gone = ghl.create("contacts", {}, { at: noon - 60_000 });
    now.advance(1_000);
    ghl.update("contacts", String(id), { city: "Puebla" });
    ghl.remove("contacts", String(gone.id));
    const { id: fresh } = ghl.create("contacts", {});
    const cities = async () => (await search(ghl)).contacts.map((one) => [one.id, (one as { city?: unknown }).city]);
    expect(new Map((await cities()) as [string, unknown][])).toEqual(
      new Map([
        [id, "León"],
        [gone.id, null],
      ]),
    );
    now.advance(4_999);
    expect((await cities()).length).toBe(2);
    now.advance(1);
    expect(new Map((await cities()) as [string, unknown][])).toEqual(
      new Map([
        [id, "Puebla"],
        [fresh, null],
      ]),
    );
  });

  it("moves dateUpdated with each update, and leaves those without one out of a search by it", async () => {
    const now = manualClock(noon);
    const ghl = createGhlFake({ now, counts: none });
    const { id } = ghl.create("contacts", { dateUpdated: null }, { at: noon - 5_000 });
    expect((await search(ghl, oldestFirst)).contacts).toEqual([]);
    expect((await search(ghl)).contacts.length).toBe(1);
    now.advance(1_000);
    expect(ghl.update("contacts", String(id), {})).toMatchObject({ dateUpdated: new Date(noon + 1_000).toISOString() });
    expect((await search(ghl, oldestFirst)).contacts[0]?.searchAfter).toEqual([noon + 1_000, id]);
    expect(() => ghl.update("contacts", "nobody", {})).toThrow(RangeError);
  });

  it("by number stops at ten thousand", async () => {
    const ghl = createGhlFake({ now: manualClock(noon), counts: { ...none, contacts: 150 } });
    const second = await search(ghl, { page: 2 });
    expect(second.contacts.length).toBe(50);
    const beyond = await ask(ghl, "/contacts/search", { locationId: ghl.locationId, pageLimit: 100, page: 101 });
    expect(beyond.status).toBe(400);
  });
});

describe("lists", () => {
  const ghl = createGhlFake({ seed: 7, now: manualClock(noon) });

  it.each(["transactions", "subscriptions"] as const)("F32 · of %s give each once, the newest first", async (name) => {
    const ids: string[] = [];
    for (let offset = 0; ; offset += 40) {
      const page = await (await ask(ghl, listPath(ghl, `/payments/${name}`, `limit=40&offset=${offset}`))).json();
      const { data, totalCount } = page as { data: { _id: string }[]; totalCount: number };
      expect(totalCount).toBe(ghl.count(name));
      ids.push(...data.map(({ _id }) => _id));
      if (data.length === 0) break;
    }
    const newest = ghl.objects(name).sort((a, b) => (String(a.createdAt) < String(b.createdAt) ? 1 : -1));
    expect(ids.map((id) => ghl.get(name, id)?.createdAt)).toEqual(newest.map(({ createdAt }) => createdAt));
    expect(new Set(ids).size).toBe(ghl.count(name));
  });

  it("of transactions are cut by day, the last one whole", async () => {
    const path = listPath(ghl, "/payments/transactions", "limit=100&startAt=2026-11-20&endAt=2026-11-22");
    const { totalCount } = (await (await ask(ghl, path)).json()) as { totalCount: number };
    const within = ({ createdAt }: { createdAt?: unknown }) =>
      String(createdAt) >= "2026-11-20" && String(createdAt) < "2026-11-23";
    expect(totalCount).toBe(ghl.count("transactions", within));
    expect(totalCount).toBeGreaterThan(0);
  });

  it.each(["added_asc", "added_desc"])("F32 · of opportunities give each once, %s", async (order) => {
    const ids: string[] = [];
    for (let cursor = ""; ; ) {
      const path = listPath(ghl, "/opportunities/search", `limit=50&order=${order}${cursor}`);
      const { opportunities, meta } = (await (await ask(ghl, path)).json()) as {
        opportunities: { id: string }[];
        meta: { nextPageUrl?: string; startAfter?: number; startAfterId?: string };
      };
      ids.push(...opportunities.map(({ id }) => id));
      if (meta.nextPageUrl === undefined) break;
      cursor = `&startAfter=${meta.startAfter}&startAfterId=${meta.startAfterId}`;
    }
    expect(new Set(ids).size).toBe(ids.length);
    const times = ids.map((id) => String(ghl.get("opportunities", id)?.createdAt));
    expect(times).toEqual(order === "added_asc" ? times.toSorted() : times.toSorted().reverse());
    expect(ids.length).toBe(ghl.count("opportunities"));
  });
});
