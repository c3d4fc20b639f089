import * as z from "zod";
import type { Span } from "../define/stream.ts";
import { SourceError } from "../errors.ts";
import { malformed } from "../http/index.ts";
import type { PaypalClient } from "./client.ts";
import { type Row, row } from "./transaction.ts";

/** As many as PayPal gives at once. */
export const pageSize = 500;

const path = "/v1/reporting/transactions";
const time = z.string().transform(Date.parse).pipe(z.number());

const reply = z.object({
  transaction_details: z.array(row).default([]),
  account_number: z.string().min(1).optional(),
  start_date: time.optional(),
  end_date: time.optional(),
  last_refreshed_datetime: time.optional(),
  page: z.int().optional(),
  total_items: z.int().min(0),
  total_pages: z.int().min(0),
});

/** One page of a search. */
export interface Found {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly pages: number;
  /** Until when PayPal's data reaches, in Unix milliseconds, where that is before the end of the span. */
  readonly horizon: number | undefined;
}

/**
 * Searches the transactions that began in a span.
 *
 * @param end - the last moment that is asked for: PayPal's ranges include it
 * @throws SourceError
 */
export function searchPage(client: PaypalClient, { from, to }: Span, end: number, page: number): Promise<Found> {
  const query = {
    start_date: new Date(from).toISOString(),
    end_date: new Date(end).toISOString(),
    fields: "all",
    balance_affecting_records_only: "N",
    page_size: pageSize,
    page,
  };
  return client.get(path, query, (body) => {
    const found = reply.parse(body);
    const { transaction_details: rows, total_items: total, total_pages: pages, start_date: start = from } = found;
    const { end_date: reached = end, last_refreshed_datetime: refreshed = Infinity } = found;
    if (start < from || start >= to || reached > to) throw malformed(`PayPal: GET ${path}`, "is about another time");
    if (found.page !== undefined && found.page !== page) throw stuck();
    if (rows.length === 0 && page <= pages) throw malformed(`PayPal: GET ${path}`, "lacks the rows of its page");
    const horizon = Math.min(reached, refreshed);
    return { rows, total, pages, horizon: horizon < end ? horizon : undefined };
  });
}

/** Asks for a day that is over and for one row: whether the credentials may search, and whose they are. */
export async function accountOf(client: PaypalClient, nowMs: number): Promise<string | null> {
  const end = Math.floor(nowMs / 1000) * 1000 - 7 * 86_400_000;
  const [start_date, end_date] = [end - 86_400_000, end].map((ms) => new Date(ms).toISOString());
  const found = await client.get(path, { start_date, end_date, page_size: 1, page: 1 }, (body) => reply.parse(body));
  return found.account_number ?? client.appId();
}

function stuck(): SourceError {
  return new SourceError("cursor_stuck", `PayPal: GET ${path} gives the same page again and again`, {
    retryable: false,
  });
}
