import type { Json, SourceRecord } from "@sincro/machine";
import * as z from "zod";
import type { Span, StreamContext } from "../define/stream.ts";
import { malformed, type Query } from "../http/index.ts";
import type { GhlApi } from "./api.ts";
import type { OffsetCursor } from "./offset-cursor.ts";
import { offsetPages } from "./offset-pages.ts";
import { isoOf, timeOf } from "./time.ts";

/** The most that GoHighLevel gives at once of payments. */
const pageSize = 100;

/** Of a payment only what paging needs is checked; it is kept whole. */
const payment = z.looseObject({
  _id: z.string().min(1).max(100),
  createdAt: z.string().refine((text) => timeOf(text) !== null),
  updatedAt: z.string().nullish(),
});
const answer = z.looseObject({ data: z.array(payment), totalCount: z.int().nonnegative() });

/** A transaction or a subscription as GoHighLevel sent it. */
export type Payment = z.infer<typeof payment>;

/** A list of payments. */
export interface PaymentList {
  readonly path: "/payments/transactions" | "/payments/subscriptions";
  /** What to ask for besides location and place. */
  readonly query?: Query | undefined;
  /** When the rows must have been created, as far as the query says so: others are of another request's answer. */
  readonly within?: Span | undefined;
}

/**
 * The pages of a list of payments, from a cursor on.
 *
 * @throws SourceError
 */
export function paymentPages({ client, locationId }: GhlApi, list: PaymentList, from: OffsetCursor | null) {
  const { path, query, within } = list;
  const what = `GoHighLevel: GET ${path}`;

  function read(body: unknown, offset: number) {
    const { data: rows, totalCount: total } = answer.parse(body);
    if (rows.length > 0 && offset + rows.length > total) throw malformed(what, "has more rows than it counts");
    if (rows.length === 0 && offset < total) throw malformed(what, "is empty and counts more");
    const outside = (time: number) => within !== undefined && (time < within.from || time >= within.to);
    if (rows.length > 0 && rows.every(({ createdAt }) => outside(Date.parse(createdAt))))
      throw malformed(what, "has payments of another time than was asked for");
    return { rows, total };
  }

  const fetch = (offset: number) => {
    const asked = { altId: locationId, altType: "location", ...query, limit: pageSize, offset };
    return client.get(path, asked, (body) => read(body, offset));
  };
  return offsetPages({ what, pageSize, idOf: ({ _id }: Payment) => _id, fetch }, from);
}

/** Whether a payment was created or changed in a run's window; one of a run since ever only has to be old enough. */
export function isOf({ from, to }: StreamContext<GhlApi>["run"], { createdAt, updatedAt }: Payment): boolean {
  const created = Date.parse(createdAt);
  return created < to && (from === null || created >= from || (timeOf(updatedAt) ?? created) >= from);
}

/** The record of a payment. */
export function paymentRecord(object: "transaction" | "subscription", data: Payment): SourceRecord {
  return { object, id: data._id, updatedAt: isoOf(data.updatedAt, data.createdAt), data: data as Json };
}
