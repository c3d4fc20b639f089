import { Cron } from "croner";

/** A cron expression or a time zone that cannot be one; `field` says which. */
export class ScheduleInvalid extends Error {
  override readonly name = "ScheduleInvalid";
  readonly code = "schedule_invalid";
  readonly field: "cron" | "timeZone";

  constructor(field: "cron" | "timeZone", message: string) {
    super(message);
    this.field = field;
  }
}

/** Whether a caught value is a {@link ScheduleInvalid}. */
export function isScheduleInvalid(error: unknown): error is ScheduleInvalid {
  return error instanceof ScheduleInvalid;
}

const advice = 'five fields (minute hour day month weekday), e.g. "0 3 * * *", or @hourly, @daily, @weekly, @monthly';

/**
 * When a cron expression is due next after a moment, in its own time zone: an hour that a clock change skips comes at the
 * hour after it, one that comes twice is taken once.
 *
 * @param cron five fields, or `@daily` and its like; no seconds, since a sweep is every 30 s
 * @param timeZone by its IANA name, e.g. `Europe/Madrid`
 * @param after ISO 8601
 * @returns ISO 8601
 * @throws ScheduleInvalid for what cannot be read, and for a day that never comes
 * @example
 * ```ts
 * nextTime("0 3 * * *", "Europe/Madrid", "2026-11-27T20:00:00Z") // "2026-11-28T02:00:00.000Z"
 * ```
 */
export function nextTime(cron: string, timeZone: string, after: string): string {
  if (!knowsZone(timeZone)) throw new ScheduleInvalid("timeZone", "a time zone by its IANA name, e.g. Europe/Madrid");
  // The library takes whatever has a colon for a date: a schedule that is due once is none.
  if (cron.length > 200 || !/^(@[a-z]+|[\w*/,?#-]+( [\w*/,?#-]+){4})$/i.test(cron))
    throw new ScheduleInvalid("cron", advice);
  const next = read(cron, timeZone).nextRun(new Date(after));
  if (next === null) throw new ScheduleInvalid("cron", "a time that comes: there is no such day");
  return next.toISOString();
}

function read(cron: string, timezone: string): Cron {
  try {
    return new Cron(cron, { timezone, mode: "5-part" });
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof RangeError) throw new ScheduleInvalid("cron", advice);
    throw cause;
  }
}

function knowsZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
