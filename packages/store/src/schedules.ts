import { instant, syncRunRow } from "@sincro/machine/schema";
import * as z from "zod";
import { StoreError } from "./errors.ts";
import { faultOf } from "./shapes.ts";

const name = z.string().min(1).max(200);

/** What a scheduled sync may fetch: a window with fixed ends would be the same one each time. */
export const scheduleModes = ["today", "7d", "month", "full"] as const;

const key = { source: name, account: name, mode: z.enum(scheduleModes) };
const rule = { cron: z.string().min(1).max(200), time_zone: z.string().min(1).max(100), enabled: z.boolean() };

/** A row of `sync_schedules`. Times are the database's (ISO 8601). */
const scheduleRow = z.object({
  ...key,
  ...rule,
  /** Due from then on; null: never again, or not worked out yet. */
  next_at: instant.nullable(),
  /** When it was last due, what came of it, and the run that it started or found. */
  last_at: instant.nullable(),
  last_outcome: z.string().nullable(),
  last_run_id: z.guid().nullable(),
  updated_at: instant,
  updated_by: z.string().nullable(),
});
/** A schedule of a scope: at most one for each mode. */
export type ScheduleRow = Readonly<z.output<typeof scheduleRow>>;
/** What names a schedule. */
export type ScheduleKey = Pick<ScheduleRow, "source" | "account" | "mode">;

const setShape = z.object({ ...key, ...rule, next_at: instant.nullable(), actor: name.optional() });
/** A schedule to be written, with the next time that its expression means. */
export type ScheduleRequest = Readonly<z.input<typeof setShape>>;

/** Reads a schedule to be written. @throws {StoreError} `store_rejected`, naming the field */
export function parseSchedule(asked: ScheduleRequest): z.output<typeof setShape> {
  const found = setShape.safeParse(asked);
  if (!found.success) throw new StoreError("store_rejected", `schedule: ${faultOf(found.error)}`);
  return found.data;
}

const runShape = z
  .object({ ...key, due: instant, next_at: instant.nullable(), skip: z.string().min(1).max(100).optional() })
  .refine(({ due, next_at }) => next_at === null || next_at > due, { path: ["next_at"] });
/** A schedule that is due at `due`, and when it is due after that; `skip` notes a reason instead of starting. */
export type ScheduleTurn = Readonly<z.input<typeof runShape>>;

/** Reads a turn. @throws {StoreError} `store_rejected`, naming the field */
export function parseTurn(asked: ScheduleTurn): z.output<typeof runShape> {
  const found = runShape.safeParse(asked);
  if (!found.success) throw new StoreError("store_rejected", `schedule: ${faultOf(found.error)}`);
  return found.data;
}

/** What `sync_list_schedules` answers. */
export const schedulesAnswer = z.object({ now: instant, schedules: z.array(scheduleRow) });
/** What `sync_set_schedule` answers. */
export const scheduleAnswer = z.object({ schedule: scheduleRow });
/** What `sync_remove_schedules` answers. */
export const removedAnswer = z.object({ removed: z.int().min(0) });
/** What `sync_run_schedule` answers: `taken` when somebody else was first, or it is not due. */
export const turnAnswer = z.object({ outcome: z.string(), run: syncRunRow.nullable() });
/** What became of a schedule's turn. */
export type ScheduleOutcome = Readonly<z.output<typeof turnAnswer>>;
