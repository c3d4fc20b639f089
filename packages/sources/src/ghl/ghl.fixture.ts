import {
  createGhlFake,
  type GhlCollection,
  type GhlFake,
  type GhlFakeOptions,
  type GhlObject,
  manualClock,
} from "@sincro/fakes";
import type { SourceRecord } from "@sincro/machine";
import type { Page, SliceRequest } from "../source.ts";
import { ghlSource } from "./source.ts";
import { indexLagMs } from "./time.ts";

/** The moment at which all these tests happen, in milliseconds. */
export const present = Date.UTC(2026, 10, 24, 12);
export const dayMs = 86_400_000;

/** The streams that one can ask for, with the `object` of their records. */
export const objects = {
  contacts: "contact",
  transactions: "transaction",
  subscriptions: "subscription",
  opportunities: "opportunity",
} as const satisfies Record<GhlCollection, string>;
/** Their names. */
export const streams = Object.keys(objects) as GhlCollection[];

/** A location of about a thousand objects with a past of eleven years, whose clock stands still. */
export function locationWith(options: GhlFakeOptions = {}): GhlFake {
  return createGhlFake({ seed: 7, now: manualClock(present), historyDays: 4_000, ...options });
}

/** A slice at the beginning of a run since ever, in process, with hardly a pause between attempts. */
export function sliceOf(fake: GhlFake, changes: Partial<SliceRequest> = {}): SliceRequest {
  return {
    account: "default",
    windowStart: null,
    windowEnd: new Date(present).toISOString(),
    checkpoint: null,
    credentials: { GHL_API_KEY: fake.key, GHL_LOCATION_ID: fake.locationId },
    signal: new AbortController().signal,
    fetch: fake.fetch,
    limits: { backoffMs: 1 },
    ...changes,
  };
}

/** Reads to the end, as a worker does that commits in no time. */
export async function readAll(request: SliceRequest): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of ghlSource.pages(request)) pages.push(page);
  return pages;
}

/** Reads as far as it goes; a run that ends without an error throws. */
export async function failureOf(request: SliceRequest): Promise<{ error: unknown; pages: Page[] }> {
  const pages: Page[] = [];
  try {
    for await (const page of ghlSource.pages(request)) pages.push(page);
  } catch (error) {
    return { error, pages };
  }
  throw new Error("the run ended as if it were complete");
}

/** All records of some pages. */
export function recordsOf(pages: readonly Page[]): SourceRecord[] {
  return pages.flatMap(({ records }) => records);
}

/** Records by object and id, sorted, so that sets can be compared and doubles show. */
export function namesOf(records: readonly Pick<SourceRecord, "object" | "id">[]): string[] {
  return records.map(({ object, id }) => `${object} ${id}`).sort();
}

/** An object of a location as {@link namesOf} names its record. */
export function nameOf(stream: GhlCollection, one: GhlObject): string {
  return `${objects[stream]} ${one.id ?? one._id}`;
}

/**
 * What a location itself says that a run has to bring: all of it, or what was created or changed since then. What an
 * index finds is looked for a little further back; a transaction that changed after more than thirty days is left to
 * the next run since ever.
 */
export function expected(fake: GhlFake, since: number | null, wanted: readonly GhlCollection[] = streams): string[] {
  const names = wanted.flatMap((stream) => {
    const from = (since ?? -Infinity) - (stream === "contacts" || stream === "opportunities" ? indexLagMs : 0);
    const times = (one: GhlObject) => [one.dateAdded, one.dateUpdated, one.createdAt, one.updatedAt];
    const recent = (one: GhlObject) => times(one).some((time) => typeof time === "string" && Date.parse(time) >= from);
    const late = (one: GhlObject) => stream === "transactions" && Date.parse(String(one.createdAt)) < from - 30 * dayMs;
    return fake.objects(stream, (one) => recent(one) && !late(one)).map((one) => nameOf(stream, one));
  });
  return names.sort();
}

/** What `names` lacks of `wanted`. */
export function missingIn(names: readonly string[], wanted: readonly string[]): string[] {
  const had = new Set(names);
  return wanted.filter((name) => !had.has(name));
}
