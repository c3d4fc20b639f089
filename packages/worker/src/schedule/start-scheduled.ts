import type { RunStore, ScheduleRow } from "@sincro/store";
import { nextTime } from "./next-time.ts";

/** What starting by schedule needs. */
export interface ScheduledOptions {
  readonly store: RunStore;
  /**
   * Why a source is not to be started: `unknown` leaves the schedule to an installation that knows the source, another
   * word is noted in the schedule. Undefined: it may be.
   */
  readonly refusal: (source: string) => string | undefined;
  /** Told of each schedule that could not be dealt with; the others are. Must not throw. */
  readonly onError: (error: unknown) => void;
}

/**
 * Starts what is due by schedule, before a sweep: what it starts is then among the runs that the sweep finds due. Of many
 * who do so at once one starts a sync. What was missed while everything was off is made up for once.
 */
export async function startScheduled({ store, refusal, onError }: ScheduledOptions): Promise<void> {
  const { now, schedules } = await store.schedules();
  for (const schedule of schedules) {
    if (!schedule.enabled || (schedule.next_at !== null && schedule.next_at > now)) continue;
    const reason = refusal(schedule.source);
    if (reason === "unknown") continue;
    try {
      await take(store, schedule, now, reason);
    } catch (error) {
      onError(error);
    }
  }
}

async function take(store: RunStore, schedule: ScheduleRow, now: string, skip: string | undefined): Promise<void> {
  const { source, account, mode, cron, time_zone, enabled, next_at: due, updated_by } = schedule;
  const next_at = nextTime(cron, time_zone, now);
  // Written by hand, without the moment that only the expression tells.
  if (due === null)
    await store.setSchedule({
      source,
      account,
      mode,
      cron,
      time_zone,
      enabled,
      next_at,
      actor: updated_by ?? undefined,
    });
  else await store.runSchedule({ source, account, mode, due, next_at, skip });
}
