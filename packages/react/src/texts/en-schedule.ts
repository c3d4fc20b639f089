import type { scheduleEs } from "./es-schedule.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** English texts about syncs that start by themselves. */
export function scheduleEn(): ReturnType<typeof scheduleEs> {
  return {
    schedule: {
      line: (when, next) => (next === null ? `Scheduled: ${when}` : `Scheduled: ${when}; next: ${next}`),
      daily: (time) => `every day at ${time}`,
      weekly: (day, time) => `every ${days[day % 7]} at ${time}`,
      weekdays: (time) => `Monday to Friday at ${time}`,
      monthly: (day, time) => `on day ${day} of each month at ${time}`,
      hourly: (minute) => `every hour, at minute ${minute}`,
      hours: (n, minute) => `every ${n} hours, at minute ${minute}`,
      minutes: (n) => (n === 1 ? "every minute" : `every ${n} minutes`),
      other: (cron) => `“${cron}”`,
    },
  };
}
