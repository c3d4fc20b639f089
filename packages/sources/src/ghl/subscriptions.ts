import type { Stream } from "../define/stream.ts";
import type { GhlApi } from "./api.ts";
import { type OffsetCursor, offsetCursor } from "./offset-cursor.ts";
import { isOf, paymentPages, paymentRecord } from "./payments.ts";

/**
 * Subscriptions. They change years after they began, and GoHighLevel finds them only by the day of their creation:
 * every run looks at all of them, and a run of a window keeps those that changed in it.
 */
export const subscriptions: Stream<GhlApi, OffsetCursor> = {
  object: "subscription",
  cursor: offsetCursor,
  whole: true,
  async *pages(task, { client, run }) {
    for await (const { rows, total, next } of paymentPages(client, { path: "/payments/subscriptions" }, task.cursor)) {
      const records = rows.filter((row) => isOf(run, row)).map((row) => paymentRecord("subscription", row));
      yield { records, next, total: run.from === null ? total : undefined };
    }
  },
};
