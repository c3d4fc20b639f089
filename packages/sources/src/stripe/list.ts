import * as z from "zod";
import { isSourceError, SourceError } from "../errors.ts";
import { type Client, malformed, type Query } from "../http/index.ts";
import type { StripeCursor, StripeTask } from "./checkpoint.ts";

/** As many as Stripe gives at once. */
const pageSize = 100;

/** Of the objects only what paging needs is checked; they are kept whole, with what Stripe may add. */
const list = z.looseObject({
  data: z.array(z.looseObject({ id: z.string().min(1).max(255), created: z.int().nonnegative() })),
  has_more: z.boolean(),
});

/** An object as Stripe sent it. */
export type StripeObject = z.infer<typeof list>["data"][number];

/** One page of a list, newest first. */
export interface StripeList {
  readonly data: readonly StripeObject[];
  /** Where the next page begins; null only when Stripe said that there is none. */
  readonly next: StripeCursor | null;
}

/**
 * Fetches the page of a list that begins behind the task's cursor.
 *
 * @param query - what to ask for besides paging
 * @param seen - ids of the cursors so far; one that comes again would loop for ever
 * @throws SourceError
 */
export async function fetchList(
  client: Client,
  task: StripeTask,
  query: Query,
  seen: ReadonlySet<string>,
): Promise<StripeList> {
  const path = `/v1/${task.list}`;

  function read(body: unknown): StripeList {
    const { data, has_more } = list.parse(body);
    if (!has_more) return { data, next: null };
    const last = data.at(-1);
    if (!last) throw malformed(`Stripe: GET ${path}`, "is empty and says that there is more");
    if (seen.has(last.id)) throw stuck(path);
    return { data, next: { id: last.id, created: last.created } };
  }

  const ask = (place: Query) => client.get(path, { limit: pageSize, ...query, ...place }, read);
  const { cursor } = task;
  try {
    return await ask({ starting_after: cursor?.id });
  } catch (error) {
    if (!cursor || !isSourceError(error) || error.providerCode !== "resource_missing") throw error;
    // The cursor's object was deleted since. What Stripe has from that second on may come twice, and is stored once.
    return ask({ "created[lte]": cursor.created });
  }
}

function stuck(path: string): SourceError {
  return new SourceError("cursor_stuck", `Stripe: GET ${path} gives the same page again and again`, {
    retryable: false,
  });
}
