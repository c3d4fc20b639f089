import type { Json } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import {
  contactsFrom,
  idsOf,
  outline,
  pageWith,
  readAll,
  recordsOf,
  sliceOf,
  stripeContacts,
} from "./manychat.fixture.ts";

const fake = pageWith();
const everybody = idsOf(fake.subscribers());
const contacts = contactsFrom(stripeContacts(), everybody);
const stored = (checkpoint: Json): Json => JSON.parse(JSON.stringify(checkpoint));

describe("a checkpoint", () => {
  it("F38 · of every page leads to the rest: nobody is lost, whatever is asked twice", async () => {
    const pages = await readAll(sliceOf(fake, { contacts }));
    expect(pages.length).toBeGreaterThan(8);
    for (const [n, { checkpoint }] of pages.entries()) {
      const rest = await readAll(sliceOf(fake, { contacts, checkpoint: stored(checkpoint) }));
      const both = new Set([...recordsOf(pages.slice(0, n + 1)), ...recordsOf(rest)].map(({ id }) => id));
      expect([...both].sort()).toEqual(everybody);
    }
  });

  it("F38 · of every page of look-ups alone leads to exactly the rest", async () => {
    const pages = await readAll(sliceOf(fake, { contacts, streams: ["lookups"] }));
    for (const [n, { checkpoint }] of pages.entries()) {
      const rest = await readAll(sliceOf(fake, { contacts, streams: ["lookups"], checkpoint: stored(checkpoint) }));
      expect(outline(rest)).toEqual(outline(pages.slice(n + 1)));
    }
  });

  it("is another one with every page, and small", async () => {
    const written = (await readAll(sliceOf(fake, { contacts }))).map(({ checkpoint }) => JSON.stringify(checkpoint));
    expect(new Set(written).size).toBe(written.length);
    expect(Math.max(...written.map((text) => text.length))).toBeLessThan(200);
    expect(JSON.parse(written.at(-1) as string)).toMatchObject({ left: [] });
  });

  it("of a finished run leads to its end, without a request", async () => {
    fake.log.clear();
    expect(await readAll(sliceOf(fake, { contacts, checkpoint: { v: 2, left: [] } }))).toEqual([]);
    expect(fake.log.entries).toEqual([]);
  });

  it.each<[string, Json]>([
    ["of another version", { v: 1, left: [] }],
    ["with an unknown stream", { v: 2, left: [["list", null, null, null]] }],
    ["with a window", { v: 2, left: [["lookups", 1, 2, null]] }],
    ["with an empty cursor", { v: 2, left: [["lookups", null, null, ""]] }],
    ["with a cursor of another kind", { v: 2, left: [["known", null, null, 7]] }],
  ])("F3 · %s is refused before anything is asked", async (_, checkpoint) => {
    fake.log.clear();
    const reading = readAll(sliceOf(fake, { contacts, checkpoint }));
    await expect(reading).rejects.toMatchObject({ code: "checkpoint_invalid", retryable: false });
    expect(fake.log.entries).toEqual([]);
  });

  it("F4 · contacts whose cursor stands still end the run, not in a loop", async () => {
    const stuck = { ...contacts, others: async () => ({ contacts: [], next: "same" }) };
    await expect(readAll(sliceOf(fake, { contacts: stuck }))).rejects.toMatchObject({ code: "cursor_stuck" });
  });
});
