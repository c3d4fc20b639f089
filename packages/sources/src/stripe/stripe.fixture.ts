import { createStripeFake, manualClock, type StripeFake, type StripeFakeOptions } from "@sincro/fakes";
import type { SourceRecord } from "@sincro/machine";
import type { Page, SliceRequest, Source } from "../source.ts";
import { createStripeSource, stripeSource } from "./source.ts";

/** The moment at which all these tests happen, in milliseconds. */
export const present = Date.UTC(2026, 10, 24, 12);
export const dayMs = 86_400_000;

/** Stripe with one request after the other, where a test is about their order. */
export const oneByOne = createStripeSource({ perStream: 1, inAll: 1 });

/** An account of about a thousand objects with a past of half a year, whose clock stands still. */
export function accountWith(options: StripeFakeOptions = {}): StripeFake {
  return createStripeFake({ seed: 7, now: manualClock(present), historyDays: 180, ...options });
}

/** A slice at the beginning of a run since ever, in process, with hardly a pause between attempts. */
export function sliceOf(fake: StripeFake, changes: Partial<SliceRequest> = {}): SliceRequest {
  return {
    account: "default",
    windowStart: null,
    windowEnd: new Date(present).toISOString(),
    checkpoint: null,
    credentials: { STRIPE_SECRET_KEY: fake.key },
    signal: new AbortController().signal,
    fetch: fake.fetch,
    limits: { backoffMs: 1 },
    ...changes,
  };
}

/** Reads to the end, as a worker does that commits in no time. */
export async function readAll(request: SliceRequest, source: Source = stripeSource): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of source.pages(request)) pages.push(page);
  return pages;
}

/** All records of some pages. */
export function recordsOf(pages: readonly Page[]): SourceRecord[] {
  return pages.flatMap(({ records }) => records);
}

/** The ids of records, sorted, so that sets can be compared and doubles show. */
export function idsOf(records: readonly { readonly id: string }[]): string[] {
  return records.map(({ id }) => id).sort();
}

/** Pages by the ids on them and their checkpoint: enough to tell whether two readings are the same. */
export function outline(pages: readonly Page[]): unknown[] {
  return pages.map(({ records, checkpoint }) => ({ ids: records.map(({ id }) => id), checkpoint }));
}

/** What `ids` lacks of `wanted`. */
export function missingIn(ids: readonly string[], wanted: readonly string[]): string[] {
  const had = new Set(ids);
  return wanted.filter((id) => !had.has(id));
}

/** Reads as far as it goes; a run that ends without an error is none for these tests. */
export async function failureOf(
  request: SliceRequest,
  source: Source = stripeSource,
): Promise<{ error: unknown; pages: Page[] }> {
  const pages: Page[] = [];
  try {
    for await (const page of source.pages(request)) pages.push(page);
  } catch (error) {
    return { error, pages };
  }
  throw new Error("the run ended as if it were complete");
}
