import * as z from "zod";
import type { OlderReader, OlderTask } from "../older/older.ts";
import { endSecond, isStretch, openSegments, type Stretch, second } from "../older/parts.ts";
import { longestMs, reachesMs } from "./transactions.ts";

const place = z.looseObject({ page: z.unknown(), startDate: second, endDate: endSecond });

/**
 * The stretch of time in which an older function searched. Its page is of no use: how many rows its pages had is not
 * known. So the stretch is read from its beginning, and what was there already is written once.
 */
export const readOlderPaypal: OlderReader = (value, run) => {
  const stretches = value.segments === undefined ? single(value) : openSegments(value.segments);
  if (stretches === null) return null;
  const limits = { from: Math.ceil((run.now - reachesMs) / 1000), to: Math.floor(run.startedAt / 1000) };
  const within = stretches.map(({ startDate, endDate }) => ({
    from: Math.max(startDate, limits.from),
    to: Math.min(endDate, limits.to) + 1,
  }));
  if (within.some(({ from, to }) => from >= to)) return null;
  const [from, to] = [Math.min(...within.map((one) => one.from)), Math.max(...within.map((one) => one.to)) - 1];
  return { left: within.flatMap(cut), window: { from, to } };
};

function single(value: unknown): readonly Stretch[] | null {
  const found = place.safeParse(value).data;
  return found !== undefined && isStretch(found) ? [found] : null;
}

/** PayPal takes at most a month in one search. */
function cut({ from, to }: { readonly from: number; readonly to: number }): OlderTask[] {
  const step = longestMs / 1000;
  const pieces = Math.ceil((to - from) / step);
  return Array.from({ length: pieces }, (_, n) => [
    "transactions",
    from + n * step,
    Math.min(from + (n + 1) * step, to),
    null,
  ]);
}
