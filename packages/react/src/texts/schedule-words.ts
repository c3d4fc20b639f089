import type { Messages } from "./es.ts";

type Words = Messages["schedule"];

const nicknames: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
};

/**
 * When a schedule is due, in words: «todos los días a las 3:00 (Europe/Madrid)». An expression that has no short words is
 * shown as it is.
 */
export function scheduleWords(cron: string, timeZone: string, { schedule }: Pick<Messages, "schedule">): string {
  const words = wordsOf(nicknames[cron.toLowerCase()] ?? cron, schedule) ?? schedule.other(cron);
  return `${words} (${timeZone})`;
}

const whole = /^\d{1,2}$/;

function wordsOf(cron: string, words: Words): string | null {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.split(" ");
  if (month !== "*") return null;
  const everyDay = day === "*" && weekday === "*";
  const step = /^\*\/(\d{1,2})$/;
  if (everyDay && hour === "*") {
    if (minute === "*") return words.minutes(1);
    const minutes = step.exec(minute)?.[1];
    // Steps begin anew with each hour: only those that divide it are "every n minutes".
    if (minutes !== undefined) return 60 % Number(minutes) === 0 ? words.minutes(Number(minutes)) : null;
    return whole.test(minute) ? words.hourly(minute) : null;
  }
  if (!whole.test(minute)) return null;
  const hours = step.exec(hour)?.[1];
  if (everyDay && hours !== undefined && 24 % Number(hours) === 0) return words.hours(Number(hours), minute);
  if (!whole.test(hour)) return null;
  const time = `${Number(hour)}:${minute.padStart(2, "0")}`;
  if (everyDay) return words.daily(time);
  if (day === "*" && /^[0-7]$/.test(weekday)) return words.weekly(Number(weekday), time);
  if (day === "*" && weekday === "1-5") return words.weekdays(time);
  if (weekday === "*" && whole.test(day)) return words.monthly(Number(day), time);
  return null;
}
