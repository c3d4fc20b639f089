import * as z from "zod";
import type { Span, Stream } from "../define/stream.ts";
import type { StripeApi } from "./api.ts";
import { fetchList, stripeCursor } from "./list.ts";
import { earliest } from "./list-stream.ts";
import { recordOf } from "./record.ts";

/** Which of the two lists, and where in it. */
const cursor = z.tuple([z.boolean(), stripeCursor.nullable()]);
const path = "/v1/prices";

/**
 * Prices: first those that can be sold, then the archived ones, which Stripe lists only when asked for
 * (https://docs.stripe.com/api/prices/list). It never lists those that were made for a single sale, although events
 * tell of them: so what a run did not see may well be there, and the stream is not `whole`.
 */
export const prices: Stream<StripeApi, z.infer<typeof cursor>> = {
  object: "price",
  cursor,
  windows: { earliest, order: "newest first" },
  async *pages(task, { client: { client } }) {
    const seen = new Set<string>();
    for (let [active, after] = task.cursor ?? [true, null]; ; ) {
      if (after !== null) seen.add(after[0]);
      const query = { active: String(active) };
      const { data, next } = await fetchList(client, { path, query, span: task.span as Span, after, seen });
      const records = data.map((one) => recordOf("price", one));
      if (next === null && !active) return yield { records, next: null };
      [active, after] = next === null ? [false, null] : [active, next];
      yield { records, next: [active, after] };
    }
  },
};
