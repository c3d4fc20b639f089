import * as z from "zod";
import type { Home } from "./home.ts";
import { look } from "./look.ts";

const scheduleState = z.object({
  /** pg_cron's version; null where this database has none. */
  cron: z.string().nullable(),
  /** What the schedule needs and does not find. */
  lacks: z.array(z.string()),
  job: z.object({ schedule: z.string(), active: z.boolean() }).nullable(),
  /** How pg_cron's last call went, in its own words. */
  ran: z.object({ status: z.string(), message: z.string().nullable() }).nullable(),
  /** What the functions answered to the last call; null while they did not. */
  answer: z.object({ status: z.number().nullable(), error: z.string().nullable() }).nullable(),
});

/** Whether the database calls the sweep by itself, and how that goes. */
export type ScheduleState = z.infer<typeof scheduleState>;

const mayAsk = `select coalesce(has_function_privilege(to_regprocedure('public.sync_schedule_state()'), 'execute'), false) as may`;

/**
 * Asks the database of `DATABASE_URL` for its schedule; null where it cannot have one: the embedded database, or one
 * whose functions this role may not call.
 */
export async function readSchedule(home: Home): Promise<ScheduleState | null> {
  if (home.config.databaseUrl === undefined) return null;
  return await look(
    home,
    () => {},
    async (client) => {
      const asked = await client.query<{ may: boolean }>(mayAsk);
      if (asked.rows[0]?.may !== true) return null;
      const { rows } = await client.query<{ state: unknown }>("select public.sync_schedule_state() as state");
      return scheduleState.parse(rows[0]?.state);
    },
  );
}
