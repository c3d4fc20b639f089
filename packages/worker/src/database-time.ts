import type { Clock } from "./clock.ts";

/** The database's time, carried on by a worker's monotonic clock. */
export interface DatabaseTime {
  /** The database's moment that lies `ms` milliseconds from now, ISO 8601. */
  in(ms: number): string;
  /** How many milliseconds lie between now and the database's moment `at` (ISO 8601); negative when it has passed. */
  until(at: string): number;
}

/**
 * @param now the database's answer to "what time is it", ISO 8601
 * @param askedAt when the question was sent, by `clock`. The answer is a little younger than that, so the time told
 * here runs ahead by at most one round trip: a slice ends, and a wait lasts, that much on the safe side.
 */
export function databaseTime(now: string, askedAt: number, clock: Clock): DatabaseTime {
  const offset = Date.parse(now) - askedAt;
  return {
    in: (ms) => new Date(offset + clock.now() + ms).toISOString(),
    until: (at) => Date.parse(at) - offset - clock.now(),
  };
}
