import type { ScheduleAnswer, SchedulesAnswer, UnscheduledAnswer } from "@sincro/client";
import { parseScheduleBody, parseUnschedule } from "@sincro/client/contract";
import { isScheduleInvalid, nextTime } from "@sincro/worker";
import { readJson } from "../http/body.ts";
import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem, refusedRequest } from "../http/problem.ts";

/** `GET sync-runs/schedules`: when which source is synced by itself. */
export const listSchedules: Handler = async ({ deps }) => {
  const { now, schedules } = await deps.store.schedules();
  return json({ now, schedules: [...schedules] } satisfies SchedulesAnswer);
};

/** `POST sync-runs/schedules`: writes a schedule. Its first time lies after now, whatever was there before. */
export const setSchedule: Handler = async ({ request, deps, operator }) => {
  const parsed = parseScheduleBody(await readJson(request));
  if (!parsed.ok) throw refusedRequest(parsed);
  const { timeZone, ...wanted } = parsed.value;
  const sources = deps.sources.map(({ manifest }) => manifest.name);
  if (!sources.includes(wanted.source)) {
    throw new Problem("unknown_source", `Unknown: ${wanted.source}. Nothing was scheduled.`, { members: { sources } });
  }
  const { now } = await deps.store.status();
  const next_at = readNext(wanted.cron, timeZone, now);
  const row = { ...wanted, time_zone: timeZone, next_at, actor: operator.actor };
  return json({ success: true, schedule: await deps.store.setSchedule(row) } satisfies ScheduleAnswer);
};

/** `DELETE sync-runs/schedules`: takes the schedule of a mode away, or all of an account. Runs under way go on. */
export const removeSchedules: Handler = async ({ url, deps }) => {
  const parsed = parseUnschedule(url.searchParams);
  if (!parsed.ok) throw refusedRequest(parsed);
  const removed = await deps.store.removeSchedules(parsed.value);
  return json({ success: true, removed } satisfies UnscheduledAnswer);
};

function readNext(cron: string, timeZone: string, now: string): string {
  try {
    return nextTime(cron, timeZone, now);
  } catch (error) {
    if (!isScheduleInvalid(error)) throw error;
    const issues = [{ path: error.field, message: error.message }];
    throw new Problem("invalid_request", `${error.field}: ${error.message}`, { members: { keys: [], issues } });
  }
}
