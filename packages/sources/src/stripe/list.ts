import * as z from "zod";
import type { Span } from "../define/stream.ts";
import { isSourceError, SourceError } from "../errors.ts";
import { type Client, malformed, type Query } from "../http/index.ts";

/** As many as Stripe gives at once. */
const pageSize = 100;

/** Of the objects only what paging needs is checked, and copied for it: whole, a hundred of them are 400 kB. */
const list = z.object({
  data: z.array(z.object({ id: z.string().min(1).max(255), created: z.int().nonnegative() })),
  has_more: z.boolean(),
});

/** An object as Stripe sent it, with what Stripe may add. */
export interface StripeObject {
  readonly id: string;
  readonly created: number;
  readonly [field: string]: unknown;
}

/** The last object of a page, behind which the next one begins: its id, and its time for when it is gone itself. */
export const stripeCursor = z.tuple([z.string().min(1).max(255), z.int().nonnegative()]);
/** See {@link stripeCursor}. */
export type StripeCursor = z.infer<typeof stripeCursor>;

/** One page of a list, newest first. */
export interface StripeList {
  readonly data: readonly StripeObject[];
  /** When each was created, in milliseconds. */
  readonly times: readonly number[];
  /** Where the next page begins; null only when Stripe said that there is none. */
  readonly next: StripeCursor | null;
}

/** What is asked of a list. */
export interface ListRequest {
  readonly path: string;
  /** What to ask for besides time and place. */
  readonly query?: Query | undefined;
  readonly span: Span;
  readonly after: StripeCursor | null;
  /** Ids of the cursors so far; one that comes again would loop for ever. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Fetches the page of a list that begins behind the cursor.
 *
 * @throws SourceError
 */
export async function fetchList(client: Client, { path, query, span, after, seen }: ListRequest): Promise<StripeList> {
  const [from, last] = [span.from / 1000, span.to / 1000 - 1];

  function read(body: unknown): StripeList {
    const { has_more } = list.parse(body);
    const { data } = body as { data: readonly StripeObject[] };
    // Taken for the end of a window, the answer to another request would hide what that window holds.
    if (data.some(({ created }) => created < from || created > last))
      throw malformed(`Stripe: GET ${path}`, "has objects of another time than was asked for");
    const times = data.map(({ created }) => created * 1000);
    if (!has_more) return { data, times, next: null };
    const end = data.at(-1);
    if (!end) throw malformed(`Stripe: GET ${path}`, "is empty and says that there is more");
    if (seen.has(end.id)) throw stuck(path);
    return { data, times, next: [end.id, end.created] };
  }

  const ask = (place: { starting_after?: string | undefined; last?: number }) => {
    const { last: until = last, ...behind } = place;
    const time = { "created[gte]": from, "created[lte]": until };
    return client.get(path, { limit: pageSize, ...query, ...time, ...behind }, read);
  };
  try {
    return await ask({ starting_after: after?.[0] });
  } catch (error) {
    if (!after || !isSourceError(error) || error.providerCode !== "resource_missing") throw error;
    // The cursor's object was deleted since. What Stripe has from that second on may come twice, and is stored once.
    return ask({ last: Math.min(last, after[1]) });
  }
}

function stuck(path: string): SourceError {
  return new SourceError("cursor_stuck", `Stripe: GET ${path} gives the same page again and again`, {
    retryable: false,
  });
}
