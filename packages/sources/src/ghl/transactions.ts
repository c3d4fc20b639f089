import type { Span, Stream } from "../define/stream.ts";
import type { GhlApi } from "./api.ts";
import { type OffsetCursor, offsetCursor } from "./offset-cursor.ts";
import { isOf, paymentPages, paymentRecord } from "./payments.ts";
import { earliest } from "./time.ts";

const dayMs = 86_400_000;

/**
 * Transactions, by half years side by side. GoHighLevel finds them only by the day of their creation, so a run of a
 * window looks at those of thirty days more: a payment is settled, refunded or fails within that time. What changes
 * later is seen by the next run since ever.
 */
export const transactions: Stream<GhlApi, OffsetCursor> = {
  object: "transaction",
  cursor: offsetCursor,
  windows: { earliest, order: "newest first", longestMs: 182 * dayMs, lookBackMs: 30 * dayMs },
  whole: true,
  async *pages(task, { client, run }) {
    const span = task.span as Span;
    const within = daysAround(span);
    const query = { startAt: dayOf(within.from), endAt: dayOf(within.to - dayMs) };
    for await (const { rows, next } of paymentPages(
      client,
      { path: "/payments/transactions", query, within },
      task.cursor,
    )) {
      const mine = rows.filter((row) => {
        const created = Date.parse(row.createdAt);
        return (created >= span.from || span.from === earliest) && created < span.to && isOf(run, row);
      });
      yield { records: mine.map((row) => paymentRecord("transaction", row)), next };
    }
  },
};

/**
 * Whole days, more than enough of them: in which time zone GoHighLevel reads a date, and whether the last day is
 * part of the answer, nobody has written down. What is too much is left to the neighbours.
 */
function daysAround({ from, to }: Span): Span {
  const day = (time: number) => Math.floor(time / dayMs) * dayMs;
  return { from: from === earliest ? Date.UTC(1990, 0) : day(from) - 2 * dayMs, to: day(to) + 4 * dayMs };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
