import type { StripeObject } from "./collections.ts";
import type { CreatedRange, Timeline } from "./timeline.ts";

/** What one list request asks for. */
export interface ListQuery {
  limit: number;
  created: CreatedRange;
  matches: (object: StripeObject) => boolean;
  startingAfter?: StripeObject;
  endingBefore?: StripeObject;
}

/** One page, newest first. */
export interface Page {
  data: StripeObject[];
  /** Whether there is more in the direction of travel: older ones, or newer ones with `endingBefore`. */
  hasMore: boolean;
}

/** Cuts one page out of a timeline; looks no further than one object past it. */
export function pageOf(timeline: Timeline, query: ListQuery): Page {
  const { limit, matches, startingAfter, endingBefore } = query;
  let [first, end] = positionsOf(timeline, query.created);
  if (startingAfter) end = Math.min(end, timeline.positionOf(startingAfter));
  if (endingBefore) first = Math.max(first, timeline.positionOf(endingBefore) + 1);

  const data: StripeObject[] = [];
  for (let step = 0; step < end - first && data.length <= limit; step++) {
    const object = timeline.at(endingBefore ? first + step : end - 1 - step);
    if (matches(object)) data.push(object);
  }
  const hasMore = data.length > limit;
  if (hasMore) data.pop();
  return { data: endingBefore ? data.reverse() : data, hasMore };
}

function positionsOf(timeline: Timeline, { gt, gte, lt, lte }: CreatedRange): [first: number, end: number] {
  const from = Math.max(gte ?? -Infinity, gt === undefined ? -Infinity : gt + 1);
  const until = Math.min(lt ?? Infinity, lte === undefined ? Infinity : lte + 1);
  return [timeline.lowerBound(from), timeline.lowerBound(until)];
}
