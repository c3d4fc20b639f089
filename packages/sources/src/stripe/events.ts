import type { Span, Stream } from "../define/stream.ts";
import type { StripeApi } from "./api.ts";
import { changedIn } from "./changed.ts";
import { fetchList, type StripeCursor, stripeCursor } from "./list.ts";
import { lists } from "./lists.ts";

const dayMs = 86_400_000;

/**
 * What tells of changes to objects that are older than the window. A run since ever needs none of it: its lists show
 * every object as it is. Its tasks are not divided: what a page told of was looked up when it comes, and must not be
 * dropped for another task to find it done.
 */
export const events: Stream<StripeApi, StripeCursor> = {
  object: [],
  cursor: stripeCursor,
  only: "windowed",
  implied: true,
  // Stripe keeps events for 30 days (https://docs.stripe.com/api/events); in windows that are read side by side.
  windows: { earliest: { backMs: 30 * dayMs }, order: "newest first", longestMs: 4 * dayMs },
  async *pages(task, { client: { client, lookUp }, run, streams }) {
    const wanted = lists.filter(({ name }) => streams.includes(name));
    const seen = new Set<string>();
    for (let after = task.cursor; ; ) {
      if (after !== null) seen.add(after[0]);
      const { data, next } = await fetchList(client, { path: "/v1/events", span: task.span as Span, after, seen });
      yield { records: await lookUp(changedIn(data, wanted, (run.from ?? 0) / 1000)), next };
      after = next;
    }
  },
};
