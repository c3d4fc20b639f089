import type { Json } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import {
  dayMs,
  expected,
  locationWith,
  missingIn,
  namesOf,
  present,
  readAll,
  recordsOf,
  sliceOf,
} from "./ghl.fixture.ts";

const fake = locationWith({ counts: { contacts: 900, transactions: 500, subscriptions: 230, opportunities: 260 } });
const month = { windowStart: new Date(present - 30 * dayMs).toISOString() };
const stored = (checkpoint: Json): Json => JSON.parse(JSON.stringify(checkpoint));
const over = { v: 2, left: [], done: 0 };

describe("a checkpoint", () => {
  it.each([
    ["full", { windowStart: null }],
    ["windowed", month],
  ])("F38 · of every page of a %s run leads to exactly the rest", async (_, window) => {
    const pages = await readAll(sliceOf(fake, window));
    expect(pages.length).toBeGreaterThan(12);
    for (const [n, { checkpoint }] of pages.entries()) {
      const rest = await readAll(sliceOf(fake, { ...window, checkpoint: stored(checkpoint) }));
      expect(namesOf(recordsOf(rest))).toEqual(namesOf(recordsOf(pages.slice(n + 1))));
    }
  });

  it("is another one with every page, and small", async () => {
    for (const window of [{ windowStart: null }, month]) {
      const written = (await readAll(sliceOf(fake, window))).map(({ checkpoint }) => JSON.stringify(checkpoint));
      expect(new Set(written).size).toBe(written.length);
      expect(Math.max(...written.map((text) => text.length))).toBeLessThan(2_500);
      expect(JSON.parse(written.at(-1) ?? "")).toMatchObject({ left: [] });
    }
  });

  it("of a finished run leads to its end, without a request", async () => {
    fake.log.clear();
    expect(await readAll(sliceOf(fake, { checkpoint: over }))).toEqual([]);
    expect(fake.log.entries).toEqual([]);
  });

  it.each<[string, Json]>([
    ["of older code", { startAfterId: "ocQHyuzHvysMo5N5VsXc" }],
    ["with an unknown stream", { v: 2, left: [["invoices", null, null, null]] }],
    ["with a cursor of another stream", { v: 2, left: [["subscriptions", null, null, [1, "a"]]] }],
    ["with half a cursor", { v: 2, left: [["contacts", 1, 2, [1]]] }],
    ["without the window of its task", { v: 2, left: [["contacts", null, null, [1, "a"]]] }],
  ])("F3 · %s is refused before anything is asked", async (_, checkpoint) => {
    fake.log.clear();
    const reading = readAll(sliceOf(fake, { checkpoint }));
    await expect(reading).rejects.toMatchObject({ code: "checkpoint_invalid", retryable: false });
    expect(fake.log.entries).toEqual([]);
  });
});

describe.each(["contacts", "transactions", "subscriptions", "opportunities"] as const)("%s", (stream) => {
  it("F35 · are complete when those at the cursor were deleted between two slices", async () => {
    const counts = { contacts: 3_000, transactions: 900, subscriptions: 500, opportunities: 500 };
    const shrinking = locationWith({ counts });
    const slice = { streams: [stream] };
    const all = await readAll(sliceOf(shrinking, slice));
    const middle = Math.floor(all.length / 2);
    const read = recordsOf(all.slice(0, middle));
    for (const { id } of read.slice(-40)) shrinking.remove(stream, id);
    const rest = await readAll(
      sliceOf(shrinking, { ...slice, checkpoint: stored(all[middle - 1]?.checkpoint ?? null) }),
    );
    expect(read.length).toBeGreaterThan(100);
    const brought = namesOf([...read, ...recordsOf(rest)]);
    expect(missingIn(brought, expected(shrinking, null, [stream]))).toEqual([]);
  });
});
