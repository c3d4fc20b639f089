import { createPaypalFake, manualClock, type PaypalFake, type PaypalFakeOptions } from "@sincro/fakes";
import type { SourceRecord } from "@sincro/machine";
import { isSourceError, type SourceError } from "../errors.ts";
import type { Page, SliceRequest } from "../source.ts";
import { paypalSource } from "./source.ts";

/** The moment at which all these tests happen, in milliseconds. */
export const present = Date.UTC(2026, 10, 24, 12);
export const dayMs = 86_400_000;

/** The windows of a run by the names of its modes. */
export const modes = [
  ["today", present - dayMs],
  ["7d", present - 7 * dayMs],
  ["month", present - 30 * dayMs],
  ["full", null],
] as const;

/** The window of a mode. */
export const since = (startMs: number | null) => ({
  windowStart: startMs === null ? null : new Date(startMs).toISOString(),
});

/** An account of about a thousand objects with a past of half a year, whose clock stands still. */
export function accountWith(options: PaypalFakeOptions = {}): PaypalFake {
  return createPaypalFake({ seed: 7, now: manualClock(present), historyDays: 180, ...options });
}

/** A slice at the beginning of a run since ever, in process, with hardly a pause between attempts. */
export function sliceOf(fake: PaypalFake, changes: Partial<SliceRequest> = {}): SliceRequest {
  return {
    account: "default",
    windowStart: null,
    windowEnd: new Date(present).toISOString(),
    checkpoint: null,
    credentials: { PAYPAL_CLIENT_ID: fake.clientId, PAYPAL_CLIENT_SECRET: fake.clientSecret },
    signal: new AbortController().signal,
    fetch: fake.fetch,
    limits: { backoffMs: 1 },
    ...changes,
  };
}

/** Reads to the end, as a worker does that commits in no time. */
export async function readAll(request: SliceRequest): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of paypalSource.pages(request)) pages.push(page);
  return pages;
}

/** Reads to the end, in as many slices as it takes: each goes on at the checkpoint that the last one left. */
export async function readInSlices(request: SliceRequest): Promise<{ pages: Page[]; failures: SourceError[] }> {
  const pages: Page[] = [];
  const failures: SourceError[] = [];
  let { checkpoint } = request;
  for (;;) {
    try {
      for await (const page of paypalSource.pages({ ...request, checkpoint })) {
        pages.push(page);
        checkpoint = JSON.parse(JSON.stringify(page.checkpoint));
      }
      return { pages, failures };
    } catch (error) {
      if (!isSourceError(error) || !error.retryable || failures.length > 200) throw error;
      failures.push(error);
    }
  }
}

/** Reads as far as it goes; a run that ends without an error fails the test. */
export async function failureOf(request: SliceRequest): Promise<{ error: SourceError; pages: Page[] }> {
  const pages: Page[] = [];
  try {
    for await (const page of paypalSource.pages(request)) pages.push(page);
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return { error, pages };
  }
  throw new Error("the run ended as if it were complete");
}

/** All records of some pages. */
export function recordsOf(pages: readonly Page[]): SourceRecord[] {
  return pages.flatMap(({ records }) => records);
}

/** Object and id of each record, sorted, so that sets can be compared and doubles show. */
export function namesOf(records: readonly SourceRecord[]): string[] {
  return records.map(({ object, id }) => `${object} ${id}`).sort();
}

/** An object by its id and a digest of all that it says, in whatever order: short enough to read when a test fails. */
function digest(value: unknown): string {
  const ordered = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
  let hash = 7;
  for (let n = 0; n < ordered.length; n++) hash = (Math.imul(hash, 31) + ordered.charCodeAt(n)) >>> 0;
  const { id, transaction_info: info } = value as { id?: string; transaction_info?: { transaction_id: string } };
  return `${id ?? info?.transaction_id} ${hash}`;
}

/** What records of a kind say, sorted: to compare with what the account has. */
export function contentOf(records: readonly SourceRecord[], object: string): string[] {
  return records.flatMap((record) => (record.object === object ? digest(record.data) : [])).sort();
}

/** The transactions that began from a moment on, likewise; of a window also the three hours before it. */
export function transactionsSince(fake: PaypalFake, startMs: number | null): string[] {
  const fromS = startMs === null ? -Infinity : startMs / 1000 - 3 * 3600;
  return fake
    .transactions(({ at }) => at >= fromS)
    .map(({ detail }) => digest(detail))
    .sort();
}

/** The subscriptions that were created or changed their status from a moment on, likewise. */
export function subscriptionsSince(fake: PaypalFake, startMs: number | null): string[] {
  const later = (time: string) => startMs === null || Date.parse(time) >= startMs;
  return fake
    .subscriptions(({ create_time, status_update_time }) => later(create_time) || later(status_update_time))
    .map(digest)
    .sort();
}
