import { collections, timeOf } from "./collections.ts";
import { GhlRefusal, unprocessable } from "./errors.ts";
import { pageFrom } from "./page-from.ts";
import { timeFrom, wholeNumber } from "./parameters.ts";
import type { Placed } from "./shelf.ts";
import type { GhlWorld } from "./world.ts";

/** How far numbered pages reach. */
const pageModeReach = 10_000;

const known = new Set(["locationId", "page", "pageLimit", "searchAfter", "query", "filters", "sort"]);
const { created, updated } = collections.contacts;
const times: readonly unknown[] = [created, updated];

interface SearchOptions {
  readonly body: unknown;
  readonly maxPageLimit: number;
  /** A page with half of the rows that it should have. */
  readonly half: boolean;
}

/** Answers `POST /contacts/search`. @throws GhlRefusal */
export function searchContacts(world: GhlWorld, { body, maxPageLimit, half }: SearchOptions) {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new GhlRefusal(400, "Bad Request");
  const asked = body as Record<string, unknown>;
  const unknown = Object.keys(asked).filter((key) => !known.has(key));
  if (unknown.length > 0) throw unprocessable(...unknown.map((key) => `property ${key} should not exist`));

  const pageLimit = wholeNumber("pageLimit", asked.pageLimit, { least: 1, most: maxPageLimit });
  const { field, direction } = sortOf(asked.sort);
  const ranges = filtersOf(asked.filters);
  const found = within(world.shelves.contacts.found(field), field, ranges);
  const ordered = direction === "asc" ? found : found.toReversed();
  const start = startOf(ordered, asked, pageLimit, direction);
  const rows = pageFrom(ordered, { start, limit: pageLimit, half });
  const contacts = rows.map(({ object, time, id }) => ({ ...object, searchAfter: [time, id] }));
  return { contacts, total: found.length };
}

function sortOf(sort: unknown = [{ field: created, direction: "desc" }]) {
  const [by, ...more] = Array.isArray(sort) ? sort : [];
  const { field, direction } = (by ?? {}) as Record<string, unknown>;
  if (!times.includes(field) || more.length > 0) throw unprocessable(`sort by ${field} is not supported`);
  if (direction !== "asc" && direction !== "desc") throw unprocessable("direction must be one of: asc, desc");
  return { field: field as string, direction } as const;
}

/** A range of times that a contact's field must be in. */
interface Range {
  readonly field: string;
  /** In milliseconds: whether a time is before the range, in it, or behind it. */
  side(time: number): -1 | 0 | 1;
}

/** Only ranges of dates: what else GoHighLevel can filter by, nobody here asks for. */
function filtersOf(filters: unknown = []): Range[] {
  if (!Array.isArray(filters)) throw unprocessable("filters must be an array");
  return filters.map(({ field, operator, value }) => {
    if (!times.includes(field)) throw new GhlRefusal(400, `Invalid field passed: ${field}`);
    if (operator !== "range") throw new GhlRefusal(400, `Invalid Operator passed for field ${field}`);
    const { gt, gte, lt, lte, ...rest } = value ?? {};
    if (Object.keys(rest).length > 0) throw new GhlRefusal(400, `Invalid value passed for field ${field}`);
    const bound = (time: unknown, missing: number) => (time === undefined ? missing : timeFrom(field, time));
    const [above, from] = [bound(gt, -Infinity), bound(gte, -Infinity)];
    const [below, to] = [bound(lt, Infinity), bound(lte, Infinity)];
    const side = (time: number) => (time <= above || time < from ? -1 : time >= below || time > to ? 1 : 0);
    return { field, side };
  });
}

/** The rows that are in all ranges. Those of the field that they are sorted by cut it: a location may have many. */
function within(sorted: readonly Placed[], by: string, ranges: readonly Range[]): readonly Placed[] {
  const bounds = ranges.filter(({ field }) => field === by);
  const others = ranges.filter(({ field }) => field !== by);
  const start = firstWhere(sorted, ({ time }) => bounds.every(({ side }) => side(time) >= 0));
  const end = firstWhere(sorted, ({ time }) => bounds.some(({ side }) => side(time) > 0));
  const inOthers = ({ object }: Placed) =>
    others.every(({ field, side }) => {
      const time = timeOf(object, field);
      return time !== null && side(time) === 0;
    });
  const found = sorted.slice(start, Math.max(start, end));
  return others.length === 0 ? found : found.filter(inOthers);
}

/** The position of the first row for which `test` holds; it must hold for all behind it. */
function firstWhere(rows: readonly Placed[], test: (row: Placed) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(rows[middle] as Placed)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The position of the first row of the page. */
function startOf(
  ordered: readonly Placed[],
  { page, searchAfter }: Record<string, unknown>,
  pageLimit: number,
  direction: "asc" | "desc",
): number {
  if (searchAfter === undefined) {
    const number = wholeNumber("page", page ?? 1, { least: 1 });
    if (number * pageLimit > pageModeReach)
      throw new GhlRefusal(400, `page * pageLimit must not exceed ${pageModeReach}`);
    return (number - 1) * pageLimit;
  }
  if (page !== undefined) throw new GhlRefusal(400, "page and searchAfter cannot be used together");
  if (!Array.isArray(searchAfter) || searchAfter.length !== 2) throw unprocessable("searchAfter must have 2 elements");
  const [time, id] = [Number(searchAfter[0]), String(searchAfter[1])];
  const after = (row: Placed) => row.time - time || (row.id === id ? 0 : row.id < id ? -1 : 1);
  return firstWhere(ordered, (row) => (direction === "asc" ? after(row) > 0 : after(row) < 0));
}
