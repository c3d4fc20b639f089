import { describe, expect, it } from "vitest";
import type { Page } from "../source.ts";
import {
  accountWith,
  contentOf,
  dayMs,
  present,
  readAll,
  recordsOf,
  since,
  sliceOf,
  transactionsSince,
} from "./paypal.fixture.ts";
import { paypalSource } from "./source.ts";

const month = { ...since(present - 30 * dayMs), streams: ["transactions"] };

/** An account with as many transactions in one second, or in a month, as do not fit on a page. */
function crowded(count: number, at: (n: number) => number) {
  const fake = accountWith({ counts: { transactions: 0, subscriptions: 0 } });
  for (let n = 0; n < count; n++) fake.createTransaction({ at: at(n) });
  return fake;
}
const spread = (n: number) => present / 1000 - 29 * 86_400 + n * 600;

/** Reads to the end, and lets something happen after the n-th page. */
async function readWhile(request: Parameters<typeof readAll>[0], happens: (n: number) => void): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of paypalSource.pages(request)) {
    pages.push(page);
    happens(pages.length);
  }
  return pages;
}

describe("a span that holds too much", () => {
  it("F31 F32 · is halved until PayPal bears it", async () => {
    const fake = accountWith({ scale: 1.5, settings: { maxItems: 40 } });
    const records = recordsOf(await readAll(sliceOf(fake, month)));
    expect(contentOf(records, "transaction")).toEqual(transactionsSince(fake, present - 30 * dayMs));
    expect(fake.log.entries.filter(({ status }) => status === 400).length).toBeGreaterThan(10);
  });

  it("F31 · fails when one second holds too much", async () => {
    const fake = crowded(12, () => present / 1000 - 5 * 86_400);
    fake.settings.maxItems = 10;
    await expect(readAll(sliceOf(fake, month))).rejects.toMatchObject({ code: "provider_rejected", retryable: false });
  });
});

describe("a span that changes while its pages are read", () => {
  it.each([1, 2, 3])("F32 · misses nothing when a transaction comes late after page %i", async (moment) => {
    const fake = crowded(2_300, spread);
    const pages = await readWhile(sliceOf(fake, month), (n) => {
      // It takes a place on a page that was read already, and moves all that follow.
      if (n === moment) fake.createTransaction({ at: spread(0) });
    });
    const found = contentOf(recordsOf(pages), "transaction");
    const missing = transactionsSince(fake, present - 30 * dayMs).filter((one) => !found.includes(one));
    expect(missing).toEqual([]);
  });

  it("F32 · misses nothing when that happens between two slices", async () => {
    const fake = crowded(1_700, spread);
    const [first] = await readAll(sliceOf(fake, month));
    fake.createTransaction({ at: spread(0) });
    const rest = await readAll(sliceOf(fake, { ...month, checkpoint: first?.checkpoint ?? null }));
    const found = new Set(contentOf(recordsOf(rest), "transaction"));
    expect(transactionsSince(fake, present - 30 * dayMs).filter((one) => !found.has(one))).toEqual([]);
  });

  it("F32 · is read again where it is a second, which cannot be halved", async () => {
    const at = present / 1000 - 5 * 86_400;
    const fake = crowded(1_200, () => at);
    let missing: string[] = [];
    let pages = 0;
    const checkpoint = { v: 2, left: [["transactions", at, at + 1, null]] };
    const seen: Page[] = [];
    for await (const page of paypalSource.pages(sliceOf(fake, { ...month, checkpoint }))) {
      seen.push(page);
      pages += 1;
      if (pages === 1) fake.createTransaction({ at });
      const found = new Set(contentOf(recordsOf(seen), "transaction"));
      missing = transactionsSince(fake, present - 30 * dayMs).filter((one) => !found.has(one));
    }
    expect(missing).toEqual([]);
    expect(pages).toBeGreaterThan(3);
  });

  it("does not end where the number of rows changes with every look", async () => {
    const fake = crowded(1_300, spread);
    let late = 0;
    const pages = await readWhile(sliceOf(fake, month), () => {
      if (late < 40) fake.createTransaction({ at: spread(late++ * 30) });
    });
    const found = new Set(contentOf(recordsOf(pages), "transaction"));
    // The last ones may have come after their span was read: the next run's business.
    const missing = transactionsSince(fake, present - 30 * dayMs).filter((one) => !found.has(one));
    expect(missing.length).toBeLessThanOrEqual(late);
    expect(found.size).toBeGreaterThanOrEqual(1_300);
  });
});
