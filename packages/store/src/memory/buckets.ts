import { type Bucket, parseRest, parseTake, type RestRequest, type TakeRequest, type Turn } from "../turns.ts";
import type { Tables } from "./tables.ts";

/** A turn that was given, in milliseconds, and how near to it no other may be. */
interface Given {
  readonly at: number;
  readonly spacing: number;
}

/** The turns of each lane, and until when the bucket rests. */
export interface BucketRow {
  restsUntil: number;
  lanes: Given[][];
}

const isOpen = (lane: readonly Given[], at: number) =>
  lane.every((turn) => at >= turn.at + turn.spacing || at <= turn.at - turn.spacing);

function rowOf({ buckets }: Tables, { source, account }: Pick<TakeRequest, "source" | "account">, bucket: string) {
  const key = JSON.stringify([source, account, bucket]);
  const row = buckets.get(key) ?? { restsUntil: 0, lanes: [] };
  buckets.set(key, row);
  return row;
}

/** The lanes of a bucket of this burst, without what is past. */
function lanesOf(row: BucketRow, { burst }: Bucket, now: number): Given[][] {
  return Array.from({ length: burst }, (_, lane) => {
    const ahead = (row.lanes[lane] ?? []).filter((turn) => turn.at + turn.spacing > now);
    row.lanes[lane] = ahead;
    return ahead;
  });
}

/** Takes the first moment at which each of the buckets is open; one is where one of its lanes is, and it does not rest. */
export function take(tables: Tables, request: TakeRequest): Turn {
  const { buckets, maxWaitMs, ...scope } = parseTake(request);
  const now = Date.parse(tables.now());
  const all = buckets.map((bucket) => {
    const row = rowOf(tables, scope, bucket.bucket);
    return { row, lanes: lanesOf(row, bucket, now), spacing: bucket.intervalMs * bucket.burst };
  });
  const ends = all.flatMap(({ row, lanes }) => [row.restsUntil, ...lanes.flat().map((turn) => turn.at + turn.spacing)]);
  const at = [now, ...ends]
    .filter((end) => end >= now)
    .sort((a, b) => a - b)
    .find((end) => all.every(({ row, lanes }) => end >= row.restsUntil && lanes.some((lane) => isOpen(lane, end))));
  // After the last of all ends everything is open.
  const waitMs = (at as number) - now;
  if (waitMs > maxWaitMs) return { granted: false, waitMs };
  for (const { lanes, spacing } of all)
    lanes.find((lane) => isOpen(lane, now + waitMs))?.push({ at: now + waitMs, spacing });
  return { granted: true, waitMs };
}

/** Has a bucket rest; a longer rest that it has already stays. */
export function rest(tables: Tables, request: RestRequest): void {
  const { bucket, ms, ...scope } = parseRest(request);
  const row = rowOf(tables, scope, bucket);
  row.restsUntil = Math.max(row.restsUntil, Date.parse(tables.now()) + ms);
}
