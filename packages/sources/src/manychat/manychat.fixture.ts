import {
  createManychatFake,
  createStripeFake,
  type ManychatFake,
  type ManychatFakeOptions,
  manualClock,
} from "@sincro/fakes";
import type { SourceRecord } from "@sincro/machine";
import type { KnownContact, KnownContacts, Page, SliceRequest } from "../source.ts";
import { manychatSource } from "./source.ts";

/** The moment at which all these tests happen, in milliseconds. */
export const present = Date.UTC(2026, 10, 24, 12);
export const dayMs = 86_400_000;

/** A page of some 130 subscribers whose clock stands still. */
export function pageWith(options: ManychatFakeOptions = {}): ManychatFake {
  return createManychatFake({ seed: 7, now: manualClock(present), ...options });
}

/** What a Stripe account of the same world knows of people: an e-mail each, and of most a phone. */
export function stripeContacts(): KnownContact[] {
  const customers = createStripeFake({ seed: 7, now: manualClock(present) }).objects("customers");
  return customers.map(({ email, phone }) => ({ email: email as string, phone: phone as string | null }));
}

/** Contacts as a store gives them out: a page at a time, after a key that is a place in their order. */
export function contactsFrom(others: readonly KnownContact[], own: readonly string[] = []): KnownContacts {
  const page = <T>(all: readonly T[], after: string | null, limit: number) => {
    const from = after === null ? 0 : Number(after.slice(1));
    return { part: all.slice(from, from + limit), next: from + limit < all.length ? `k${from + limit}` : null };
  };
  return {
    others: async (after, limit) => {
      const { part, next } = page(others, after, limit);
      return { contacts: part, next };
    },
    own: async (object, after, limit) => {
      const { part, next } = page(object === "subscriber" ? own : [], after, limit);
      return { ids: part, next };
    },
  };
}

/** A slice at the beginning of a run since ever, in process, with hardly a pause between attempts. */
export function sliceOf(fake: ManychatFake, changes: Partial<SliceRequest> = {}): SliceRequest {
  return {
    account: "default",
    windowStart: null,
    windowEnd: new Date(present).toISOString(),
    checkpoint: null,
    credentials: { MANYCHAT_API_KEY: fake.key },
    signal: new AbortController().signal,
    fetch: fake.fetch,
    limits: { backoffMs: 1 },
    ...changes,
  };
}

/** Reads to the end, as a worker does that commits in no time. */
export async function readAll(request: SliceRequest): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of manychatSource.pages(request)) pages.push(page);
  return pages;
}

/** Reads as far as it goes, and says how it ended; a run that ends well says null. */
export async function readTo(request: SliceRequest): Promise<{ pages: Page[]; error: unknown }> {
  const pages: Page[] = [];
  try {
    for await (const page of manychatSource.pages(request)) pages.push(page);
    return { pages, error: null };
  } catch (error) {
    return { pages, error };
  }
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
