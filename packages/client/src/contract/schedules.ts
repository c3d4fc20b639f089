import { instant } from "@sincro/machine/schema";
import * as z from "zod";
import { account, mode, sourceName } from "./fields.ts";
import { type Parsed, refusedBy } from "./parse.ts";

/** A schedule as it is stored; moments are the database's. */
const scheduleRow = z.strictObject({
  source: z.string(),
  account: z.string(),
  mode,
  cron: z.string(),
  time_zone: z.string(),
  enabled: z.boolean(),
  /** When it is due next; null while that is not worked out. */
  next_at: instant.nullable(),
  last_at: instant.nullable(),
  /** What came of the last time: `started`, `attached`, `unconfigured`, `refused`. */
  last_outcome: z.string().nullable(),
  last_run_id: z.guid().nullable(),
  updated_at: instant,
  updated_by: z.string().nullable(),
});

/** `GET sync-runs/schedules`: when which source is synced by itself. */
export const schedulesAnswer = z.strictObject({ now: instant, schedules: z.array(scheduleRow) });
/** `POST sync-runs/schedules`: the schedule as it is now. */
export const scheduleAnswer = z.strictObject({ success: z.literal(true), schedule: scheduleRow });
/** `DELETE sync-runs/schedules`: how many schedules there were. */
export const unscheduledAnswer = z.strictObject({ success: z.literal(true), removed: z.int().min(0) });

/** A schedule to be written: one for each source, account and mode. */
export const scheduleBody = z.strictObject({
  source: sourceName,
  account: account.default("default"),
  mode: mode.default("7d"),
  cron: z.string().min(1).max(200),
  timeZone: z.string().min(1).max(100).default("UTC"),
  enabled: z.boolean().default(true),
});

/** What is to be taken away: without a mode every schedule of the account. */
export const unscheduleQuery = z.strictObject({
  source: sourceName,
  account: account.default("default"),
  mode: mode.optional(),
});

/** Reads the body of `POST sync-runs/schedules`. */
export function parseScheduleBody(body: unknown): Parsed<z.output<typeof scheduleBody>> {
  const parsed = scheduleBody.safeParse(body);
  return parsed.success ? { ok: true, value: parsed.data, deprecated: [] } : refusedBy(parsed.error);
}

/** Reads the query of `DELETE sync-runs/schedules`. */
export function parseUnschedule(params: URLSearchParams): Parsed<z.output<typeof unscheduleQuery>> {
  const parsed = unscheduleQuery.safeParse(Object.fromEntries(params));
  return parsed.success ? { ok: true, value: parsed.data, deprecated: [] } : refusedBy(parsed.error);
}
