import type { Json, SourceRecord } from "@sincro/machine";
import * as z from "zod";
import type { Span } from "../define/stream.ts";
import { isSourceError, SourceError } from "../errors.ts";
import { malformed } from "../http/index.ts";
import { type GhlApi, mostContacts } from "./api.ts";
import { earliest, isoOf, timeOf } from "./time.ts";

const path = "/contacts/search";
const what = `GoHighLevel: POST ${path}`;

/** What a row is sorted by: its time and its id, which the next page begins behind. */
export const contactCursor = z.array(z.union([z.string(), z.number()])).length(2);
/** See {@link contactCursor}. */
export type ContactCursor = z.infer<typeof contactCursor>;

/** Of a contact only what paging needs is checked; it is kept whole. */
const contact = z.looseObject({
  id: z.string().min(1).max(255),
  dateAdded: z.string().nullish(),
  dateUpdated: z.string().nullish(),
  searchAfter: z.unknown(),
});
const answer = z.looseObject({ contacts: z.array(contact), total: z.int().nonnegative().nullish() });

/** A contact as GoHighLevel sent it. */
export type Contact = z.infer<typeof contact>;

/** What is asked for: contacts with that time within a span, the oldest first. */
export interface ContactSearch {
  readonly field: "dateAdded" | "dateUpdated";
  readonly span: Span;
  readonly after: ContactCursor | null;
  /**
   * The end of what may be found, in Unix milliseconds; the span's own when absent. A page that reaches beyond the
   * span shows that it is over, where one that may not needs another, empty one behind it.
   */
  readonly until?: number;
}

/** One page of a search. */
export interface ContactPage {
  readonly contacts: readonly Contact[];
  /** The time of each, by which the search is sorted. */
  readonly times: readonly number[];
  readonly next: ContactCursor | null;
  /** How many there are until the end; null where GoHighLevel does not say. */
  readonly total: number | null;
}

/**
 * Fetches the page of a search that begins behind `after`.
 *
 * The end is what GoHighLevel itself says: a first page with as many contacts as it counts, or an empty page. A page
 * that is shorter than asked for is no end.
 *
 * @throws SourceError
 */
export async function searchContacts(api: GhlApi, search: ContactSearch): Promise<ContactPage> {
  const ask = (limit: number) =>
    api.client.post(path, bodyOf(api.locationId, limit, search), (body) => read(body, search));
  const limit = api.contactsAtOnce;
  try {
    return await ask(limit);
  } catch (error) {
    const tooMany = isSourceError(error) && error.code === "provider_rejected";
    if (!tooMany || limit === mostContacts.safe) throw error;
    api.contactsAtOnce = mostContacts.safe;
    return ask(mostContacts.safe);
  }
}

function bodyOf(locationId: string, pageLimit: number, search: ContactSearch): Json {
  const { field, span, after, until = span.to } = search;
  // Contacts may carry a date of before their location existed: the first span is open.
  const from = span.from === earliest ? 0 : span.from;
  const value = { gte: new Date(from).toISOString(), lte: new Date(until - 1).toISOString() };
  return {
    locationId,
    pageLimit,
    filters: [{ field, operator: "range", value }],
    sort: [{ field, direction: "asc" }],
    ...(after !== null && { searchAfter: after }),
  };
}

function read(body: unknown, { field, span, after, until = span.to }: ContactSearch): ContactPage {
  const { contacts, total = null } = answer.parse(body);
  const times = contacts.map((one) => placeIn({ from: span.from, to: until }, one, field));
  const [first, last] = [contacts[0], contacts.at(-1)];
  const [place, before] = [sortedBy(first), after?.[0]];
  if (typeof place === "number" && typeof before === "number" && place < before) throw stuck();
  if (last === undefined || (after === null && total !== null && contacts.length >= total))
    return { contacts, times, next: null, total };
  const next = contactCursor.safeParse(last.searchAfter);
  if (!next.success) throw malformed(what, "has contacts without searchAfter");
  if (JSON.stringify(next.data) === JSON.stringify(after)) throw stuck();
  return { contacts, times, next: next.data, total };
}

/**
 * The time for which a contact was found. Best known by what it is sorted by: the index may be behind the contact.
 * Taken for this search's, the answer to another one would hide what this one has: so a time elsewhere is a failure.
 */
function placeIn(span: Span, one: Contact, field: ContactSearch["field"]): number {
  const from = span.from === earliest ? -Infinity : span.from;
  const places = [sortedBy(one), timeOf(one[field])];
  const place = places.find((time): time is number => typeof time === "number" && time >= from && time < span.to);
  if (place === undefined) throw malformed(what, `has contacts of which ${field} is another than was asked for`);
  return Math.max(place, span.from);
}

function sortedBy(one: Contact | undefined): unknown {
  return Array.isArray(one?.searchAfter) ? one.searchAfter[0] : undefined;
}

function stuck(): SourceError {
  return new SourceError("cursor_stuck", `${what} gives the same page again and again`, { retryable: false });
}

/** The record of a contact, without its place in the search, which is none of its own. */
export function contactRecord({ searchAfter: _, ...data }: Contact): SourceRecord {
  return { object: "contact", id: data.id, updatedAt: isoOf(data.dateUpdated, data.dateAdded), data: data as Json };
}
