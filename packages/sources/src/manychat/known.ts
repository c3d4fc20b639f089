import * as z from "zod";
import type { Stream } from "../define/stream.ts";
import type { ManychatClient } from "./client.ts";
import { contactsOf } from "./contacts.ts";
import { recordOf, subscriberObject } from "./subscriber.ts";
import { together } from "./together.ts";

/** How many ids make a page: at half of ManyChat's limit some five seconds. */
const pageSize = 25;
/** So many requests in flight reach ManyChat's limit of 10 a second where an answer takes 300 ms. */
const atOnce = 3;

/**
 * The subscribers whom we have already, as they are now: those that a push or an import brought are found by no
 * look-up. Somebody whom ManyChat has no more keeps the record that there is: no answer of one is a list of all.
 */
export const known: Stream<ManychatClient, string> = {
  object: subscriberObject,
  cursor: z.string().min(1).max(2_000),
  pageSize,
  async *pages(task, context) {
    const contacts = contactsOf(context);
    const { info, met } = context.client;
    for (let after = task.cursor; ; ) {
      const own = await contacts.own(subscriberObject, after, pageSize);
      const ids = own.ids.filter((id) => !met.knows("id", id));
      const found = await together(ids, atOnce, info);
      yield { records: met.add(found.filter((one) => one !== null)).map(recordOf), next: own.next };
      if (own.next === null) return;
      after = own.next;
    }
  },
};
