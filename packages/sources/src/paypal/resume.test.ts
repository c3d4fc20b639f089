import type { Json } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import type { SliceRequest } from "../source.ts";
import { accountWith, dayMs, namesOf, present, readAll, recordsOf, since, sliceOf } from "./paypal.fixture.ts";

const fake = accountWith({ scale: 1.5 });
const month = since(present - 30 * dayMs);
const stored = (checkpoint: Json): Json => JSON.parse(JSON.stringify(checkpoint));

describe("a checkpoint", () => {
  it.each([
    ["a full run", {}],
    ["a windowed run", month],
    ["a run whose spans are halved", { ...month, maxItems: 300 }],
  ])(
    "F38 · of every page of %s leads to exactly the rest",
    async (_, { maxItems = 10_000, ...window }: Partial<SliceRequest> & { maxItems?: number }) => {
      fake.settings.maxItems = maxItems;
      const pages = await readAll(sliceOf(fake, window));
      expect(pages.length).toBeGreaterThan(5);
      for (const [n, { checkpoint }] of pages.entries()) {
        const rest = await readAll(sliceOf(fake, { ...window, checkpoint: stored(checkpoint) }));
        expect(namesOf(recordsOf(rest))).toEqual(namesOf(recordsOf(pages.slice(n + 1))));
      }
      fake.settings.maxItems = 10_000;
    },
  );

  it("is another one with every page, and small", async () => {
    for (const request of [{}, month]) {
      const written = (await readAll(sliceOf(fake, request))).map(({ checkpoint }) => JSON.stringify(checkpoint));
      expect(new Set(written).size).toBe(written.length);
      expect(Math.max(...written.map((text) => text.length))).toBeLessThan(2_500);
      expect(JSON.parse(written.at(-1) as string)).toMatchObject({ v: 2, left: [] });
    }
  });

  it("of a finished run leads to its end, without a request", async () => {
    fake.log.clear();
    expect(await readAll(sliceOf(fake, { checkpoint: { v: 2, left: [] } }))).toEqual([]);
    expect(fake.log.entries).toEqual([]);
  });

  const span = [present / 1000 - 86_400, present / 1000];
  it.each<[string, Json]>([
    ["of another version", { v: 1, left: [] }],
    ["that is a bare page", 3],
    ["with an unknown stream", { v: 2, left: [["disputes", null, null, null]] }],
    ["with a page that is none", { v: 2, left: [["transactions", ...span, { page: 0, total: 1, last: null }]] }],
    ["with a page and no total", { v: 2, left: [["transactions", ...span, { page: 2, last: null }]] }],
    ["with transactions of no time", { v: 2, left: [["transactions", null, null, null]] }],
    ["with subscriptions of some time", { v: 2, left: [["subscriptions", ...span, null]] }],
    ["with an unknown order", { v: 2, left: [["subscriptions", null, null, { by: "name", page: 1, last: null }]] }],
  ])("F3 · %s is refused before anything is asked", async (_, checkpoint) => {
    fake.log.clear();
    const reading = readAll(sliceOf(fake, { checkpoint }));
    await expect(reading).rejects.toMatchObject({ code: "checkpoint_invalid", retryable: false });
    expect(fake.log.entries).toEqual([]);
  });
});

it.each<[string, Partial<SliceRequest>]>([
  ["an unknown stream", { streams: ["transactions", "disputes"] }],
  ["a window that is no time", { windowEnd: "tomorrow" }],
])("refuses %s as a mistake of its caller", async (_, change) => {
  await expect(readAll(sliceOf(fake, change))).rejects.toThrow(RangeError);
});
