import * as z from "zod";
import { SourceError } from "../errors.ts";
import { malformed } from "../http/index.ts";
import type { GhlApi } from "./api.ts";

const path = "/opportunities/search";
const what = `GoHighLevel: GET ${path}`;
/** The most that GoHighLevel gives at once. */
const pageSize = 100;

/** The place of a page's last opportunity: when it was added, and its id. */
export const opportunityCursor = z.tuple([
  z.union([z.number(), z.string().min(1).max(40)]),
  z.string().min(1).max(255),
]);
/** See {@link opportunityCursor}. */
export type OpportunityCursor = z.infer<typeof opportunityCursor>;

/** Of an opportunity only what is needed is checked; it is kept whole. */
const opportunity = z.looseObject({
  id: z.string().min(1).max(255),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});
const answer = z.looseObject({
  opportunities: z.array(opportunity),
  meta: z.looseObject({
    total: z.int().nonnegative().nullish(),
    startAfter: z.unknown(),
    startAfterId: z.unknown(),
    nextPageUrl: z.string().nullish(),
  }),
});

/** An opportunity as GoHighLevel sent it. */
export type Opportunity = z.infer<typeof opportunity>;

/** One page, the oldest first. */
export interface OpportunityPage {
  readonly opportunities: readonly Opportunity[];
  readonly next: OpportunityCursor | null;
  readonly total: number | undefined;
}

/**
 * Fetches the page that begins behind `after`. It is the last one when GoHighLevel names none that follows.
 *
 * @param seen - cursors so far, as JSON; one that comes again would loop for ever
 * @throws SourceError
 */
export function searchOpportunities(
  { client, locationId }: GhlApi,
  after: OpportunityCursor | null,
  seen: ReadonlySet<string>,
): Promise<OpportunityPage> {
  const [startAfter, startAfterId] = after ?? [];
  // Sorted by what never changes; without `status` some are left out.
  const order = { status: "all", order: "added_asc" };
  const query = { location_id: locationId, ...order, limit: pageSize, startAfter, startAfterId };
  return client.get(path, query, (body) => {
    const { opportunities, meta } = answer.parse(body);
    const total = meta.total ?? undefined;
    if (!meta.nextPageUrl) return { opportunities, next: null, total };
    if (opportunities.length === 0) throw malformed(what, "is empty and says that there is more");
    const next = opportunityCursor.safeParse([meta.startAfter, meta.startAfterId]);
    if (!next.success) throw malformed(what, "says that there is more and not where");
    if (seen.has(JSON.stringify(next.data))) throw stuck();
    return { opportunities, next: next.data, total };
  });
}

function stuck(): SourceError {
  return new SourceError("cursor_stuck", `${what} gives the same page again and again`, { retryable: false });
}
