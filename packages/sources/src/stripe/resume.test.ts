import type { Json } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import type { SliceRequest } from "../source.ts";
import {
  accountWith,
  dayMs,
  failureOf,
  idsOf,
  missingIn,
  oneByOne,
  outline,
  present,
  readAll,
  recordsOf,
  sliceOf,
} from "./stripe.fixture.ts";

const fake = accountWith({ scale: 0.5 });
const month = { windowStart: new Date(present - 30 * dayMs).toISOString() };
const [from, to] = [Date.UTC(2011, 0, 1) / 1000, present / 1000 + 1];
const stored = (checkpoint: Json): Json => JSON.parse(JSON.stringify(checkpoint));
const idsFrom = async (request: Partial<SliceRequest>, on = fake) =>
  idsOf(recordsOf(await readAll(sliceOf(on, request))));

describe("a checkpoint", () => {
  it("F38 · of every page of a full run leads to exactly the rest", async () => {
    const pages = await readAll(sliceOf(fake));
    expect(pages.length).toBeGreaterThan(8);
    for (const [n, { checkpoint }] of pages.entries()) {
      const rest = await idsFrom({ checkpoint: stored(checkpoint) });
      expect(rest).toEqual(idsOf(recordsOf(pages.slice(n + 1))));
    }
  });

  it("F38 · of every page of a run with one request at a time leads to the same pages again", async () => {
    const pages = await readAll(sliceOf(fake), oneByOne);
    for (const [n, { checkpoint }] of pages.entries()) {
      const rest = await readAll(sliceOf(fake, { checkpoint: stored(checkpoint) }), oneByOne);
      expect(outline(rest)).toEqual(outline(pages.slice(n + 1)));
    }
  });

  it("F31 F38 · is whole whichever request is refused: the run fails, and goes on with exactly the rest", async () => {
    const all = idsOf(recordsOf(await readAll(sliceOf(fake))));
    fake.log.clear();
    await readAll(sliceOf(fake));
    const requests = fake.log.entries.length;
    for (let nth = 1; nth <= requests; nth += 1) {
      let asked = 0;
      const fetch: typeof globalThis.fetch = async (input, init) =>
        ++asked === nth ? new Response("{}", { status: 400 }) : await fake.fetch(input, init);
      const { error, pages } = await failureOf(sliceOf(fake, { fetch }));
      expect(error).toMatchObject({ code: "provider_rejected", retryable: false });
      const rest = await idsFrom({ checkpoint: stored(pages.at(-1)?.checkpoint ?? null) });
      expect([...idsOf(recordsOf(pages)), ...rest].sort()).toEqual(all);
    }
  });

  it("F38 · of every page of a windowed run leads to the rest, and to nothing that is not of the run", async () => {
    const pages = await readAll(sliceOf(fake, month));
    const all = idsOf(recordsOf(pages));
    for (const [n, { checkpoint }] of pages.entries()) {
      const rest = await idsFrom({ ...month, checkpoint: stored(checkpoint) });
      expect(missingIn(rest, idsOf(recordsOf(pages.slice(n + 1))))).toEqual([]);
      expect(missingIn(all, rest)).toEqual([]);
    }
  });

  it("is another one with every page, and small", async () => {
    for (const request of [{}, month]) {
      const written = (await readAll(sliceOf(fake, request))).map(({ checkpoint }) => JSON.stringify(checkpoint));
      expect(new Set(written).size).toBe(written.length);
      expect(Math.max(...written.map((text) => text.length))).toBeLessThan(6_000);
      expect(written.at(-1)).toBe('{"v":2,"left":[]}');
    }
  });

  it("of a finished run leads to its end, without a request", async () => {
    fake.log.clear();
    expect(await readAll(sliceOf(fake, { checkpoint: { v: 2, left: [] } }))).toEqual([]);
    expect(fake.log.entries).toEqual([]);
  });

  it("is cut to the streams that are wanted", async () => {
    const left = ["charges", "refunds"].map((name) => [name, from, to, null]);
    expect(await idsFrom({ checkpoint: { v: 2, left }, streams: ["refunds"] })).toEqual(idsOf(fake.objects("refunds")));
  });

  it.each<[string, Json]>([
    ["of another version", { v: 1, left: [{ list: "charges", cursor: null }] }],
    ["of older code", { starting_after: "cus_1" }],
    ["that is a bare cursor", "cus_1"],
    ["with an unknown key", { v: 2, left: [], page: 3 }],
    ["with an unknown list", { v: 2, left: [["coupons", from, to, null]] }],
    ["with one window twice", { v: 2, left: ["charges", "charges"].map((name) => [name, from, to, null]) }],
    ["with an empty cursor", { v: 2, left: [["charges", from, to, ["", 1]]] }],
    ["without its cursor", { v: 2, left: [["charges", from, to]] }],
    ["without its window", { v: 2, left: [["charges", null, null, null]] }],
  ])("F3 · %s is refused before anything is asked", async (_, checkpoint) => {
    fake.log.clear();
    const reading = readAll(sliceOf(fake, { checkpoint }));
    await expect(reading).rejects.toMatchObject({ code: "checkpoint_invalid", retryable: false });
    expect(fake.log.entries).toEqual([]);
  });

  it("F35 · goes on where it was when the object at its cursor has been deleted since", async () => {
    const shrinking = accountWith();
    const streams = ["customers"];
    const [first] = await readAll(sliceOf(shrinking, { streams }), oneByOne);
    const read = idsOf(first?.records ?? []);
    shrinking.deleteCustomer(first?.records.at(-1)?.id as string);
    const unread = missingIn(read, idsOf(shrinking.objects("customers")));
    expect(unread.length).toBeGreaterThan(100);
    const rest = await idsFrom({ checkpoint: first?.checkpoint as Json, streams }, shrinking);
    expect(missingIn(rest, unread)).toEqual([]);
  });
});

it.each<[string, Partial<SliceRequest>]>([
  ["an unknown stream", { streams: ["customers", "coupons"] }],
  ["a stream that nobody can ask for", { streams: ["events"] }],
  ["a window that is no time", { windowEnd: "tomorrow" }],
])("refuses %s as a mistake of its caller", async (_, change) => {
  await expect(readAll(sliceOf(fake, change))).rejects.toThrow(RangeError);
});
