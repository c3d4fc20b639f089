import * as z from "zod";
import type { Span, Stream, StreamPage } from "../define/stream.ts";
import { isSourceError } from "../errors.ts";
import type { PaypalClient } from "./client.ts";
import { type Found, pageSize, searchPage } from "./search.ts";
import { momentOf } from "./transaction.ts";
import { lastOf, type Shown, shownOf } from "./twins.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** PayPal says that its data is three hours late at most; its users have seen more than a day. */
const latestMs = 3 * dayMs;

/** The longest span that PayPal searches at once. */
export const longestMs = 31 * dayMs;
/** How far back it searches: three years; the oldest days could be gone before a run that takes long, or rests, comes to them. */
export const reachesMs = 3 * 364 * dayMs;

/**
 * The page to read, how many rows there were in all when the page before it was read, and when the last one of those
 * began, in Unix milliseconds.
 */
const cursor = z.strictObject({ page: z.int().min(1), total: z.int().min(0), last: z.int().nullable() });
type Cursor = z.infer<typeof cursor>;

/**
 * What PayPal's transaction search has of three years, by the time when a transaction began: it can search by nothing
 * else. A later change of an old one comes as a transaction of its own (a refund, a reversal).
 */
export const transactions: Stream<PaypalClient, Cursor> = {
  object: "transaction",
  cursor,
  windows: {
    earliest: { backMs: reachesMs },
    order: "oldest first",
    longestMs,
    lookBackMs: 3 * hourMs,
  },
  pageSize,
  async *pages(task, { client, run }) {
    const span = task.span as Span;
    // Never in the future, not even by a part of a second; elsewhere to the last moment before the next span.
    const end = span.to - (span.to === run.to ? 1000 : 1);
    const search = (page: number) => searchPage(client, span, end, page);
    let { cursor: at } = task;
    let before: readonly Shown[] | null = null;
    for (;;) {
      const found = await search(at?.page ?? 1).catch((error: unknown) => instead(error, span, run.to));
      if (!("rows" in found)) return yield found;
      const changed = at !== null && at.total !== found.total;
      if (changed && span.to - span.from > 1000) return yield tooMuch;
      if (before === null && at !== null && at.page > 1 && found.rows.some((row) => momentOf(row) === at?.last))
        before = lastOf(shownOf((await search(at.page - 1)).rows, []));
      const shown = shownOf(found.rows, before ?? []);
      before = lastOf(shown);
      at = nextOf(found, at, changed);
      yield { records: shown.flatMap(({ record, again }) => (again ? [] : record)), next: at, ...statedBy(found) };
      if (at === null) return;
    }
  },
};

const statedBy = ({ total, horizon }: Found) => ({ total, horizon });
const tooMuch: StreamPage<Cursor> = { records: [], next: null, tooMuch: true };

/**
 * Pages are numbers: when a row comes or goes while they are read, others change places, and one could slip from a page
 * that is still to be read to one that was. So a span whose total changes is read again: in halves, which take less
 * time, until there is only one page of each; a second, which has no halves, from its first page on.
 */
function nextOf({ rows, total, pages }: Found, at: Cursor | null, changed: boolean): Cursor | null {
  if (changed) return { page: 1, total, last: null };
  const page = at?.page ?? 1;
  const last = rows.at(-1);
  return page < pages ? { page: page + 1, total, last: last === undefined ? null : momentOf(last) } : null;
}

/** What a refusal says of the span; any other one is thrown. */
function instead(error: unknown, { from }: Span, present: number): StreamPage<Cursor> {
  if (!isSourceError(error) || error.code !== "provider_rejected") throw error;
  if (error.providerCode === "RESULTSET_TOO_LARGE") return tooMuch;
  const unknown = error.message.includes("Data for the given start date is not available");
  if (unknown && present - from < latestMs) return { records: [], next: null, total: 0, horizon: from };
  throw error;
}
