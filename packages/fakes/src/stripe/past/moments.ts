import type { Random } from "../../shared/random.ts";

export const HOUR = 60 * 60;
export const DAY = 24 * HOUR;

/** The stretch of time that is told, in Unix seconds. */
export interface Span {
  from: number;
  until: number;
}

/** How recent the i-th of many is: the last day, week and month always have their share, however few there are. */
function reach(index: number): number {
  const place = index % 20;
  return place === 0 ? DAY : place <= 2 ? 7 * DAY : place <= 6 ? 30 * DAY : Infinity;
}

/** When the i-th of many things happened. Now and then two fall into the same second, as on a real account. */
export function createMoments({ from, until }: Span, random: Random): (index: number) => number {
  let last = until;
  return (index) => {
    const tie = reach(index) === Infinity && random.chance(0.04);
    if (!tie) last = until - random.int(0, Math.min(reach(index), until - from));
    return last;
  };
}

/** The same time of day so many calendar months later (or earlier), on the month's last day if it is shorter. */
export function monthsLater(at: number, months: number): number {
  const date = new Date(at * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0); // the last day of the month in question
  date.setUTCDate(Math.min(day, date.getUTCDate()));
  return date.getTime() / 1000;
}
