import type { Span, Stream, Windows } from "../define/stream.ts";
import type { Query } from "../http/index.ts";
import type { StripeApi } from "./api.ts";
import { fetchList, type StripeCursor, stripeCursor } from "./list.ts";
import { recordOf } from "./record.ts";

/** The year in which Stripe opened: nothing there is older. */
export const earliest = Date.UTC(2011, 0, 1);

const windows: Windows = { earliest, order: "newest first", divisible: true };

/**
 * A list of Stripe's as a stream.
 *
 * @param object - the objects' own `object` field
 * @param query - parameters that the list needs to be whole
 */
export function listStream(object: string, path: string, query: Query = {}): Stream<StripeApi, StripeCursor> {
  return {
    object,
    cursor: stripeCursor,
    whole: true,
    windows,
    async *pages(task, { client: { client } }) {
      const seen = new Set<string>();
      for (let after = task.cursor; ; ) {
        if (after !== null) seen.add(after[0]);
        const { data, times, next } = await fetchList(client, { path, query, span: task.span as Span, after, seen });
        yield { records: data.map((one) => recordOf(object, one)), times, next };
        after = next;
      }
    },
  };
}
