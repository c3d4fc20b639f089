import type { Random } from "../../shared/random.ts";
import { DAY } from "../time.ts";

/** The stretch of time that is told, in Unix seconds. */
export interface Span {
  from: number;
  until: number;
}

/** When the i-th of many things happened: the last day, week and month have their share, however few there are. */
export function momentOf(index: number, { from, until }: Span, random: Random): number {
  const place = index % 20;
  const days = place === 0 ? 1 : place <= 2 ? 7 : place <= 6 ? 30 : Infinity;
  return until - random.int(0, Math.min(days * DAY, until - from));
}
