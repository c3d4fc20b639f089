import { expect, it } from "vitest";
import { scheduleWords, textsFor } from "./index.ts";

it.each([
  ["0 3 * * *", "todos los días a las 3:00", "every day at 3:00"],
  ["5 15 * * 1", "cada lunes a las 15:05", "every Monday at 15:05"],
  ["5 15 * * 7", "cada domingo a las 15:05", "every Sunday at 15:05"],
  ["0 8 * * 1-5", "de lunes a viernes a las 8:00", "Monday to Friday at 8:00"],
  ["30 4 1 * *", "el día 1 de cada mes a las 4:30", "on day 1 of each month at 4:30"],
  ["@hourly", "cada hora, en el minuto 0", "every hour, at minute 0"],
  ["@daily", "todos los días a las 0:00", "every day at 0:00"],
  ["0 */6 * * *", "cada 6 horas, en el minuto 0", "every 6 hours, at minute 0"],
  ["*/15 * * * *", "cada 15 minutos", "every 15 minutes"],
  ["* * * * *", "cada minuto", "every minute"],
  ["*/7 * * * *", "«*/7 * * * *»", "“*/7 * * * *”"],
  ["0 3 * 2 *", "«0 3 * 2 *»", "“0 3 * 2 *”"],
  ["0 3 L * *", "«0 3 L * *»", "“0 3 L * *”"],
  ["0 3 1 * 1", "«0 3 1 * 1»", "“0 3 1 * 1”"],
])("%s", (cron, es, en) => {
  expect(scheduleWords(cron, "UTC", textsFor("es").t)).toBe(`${es} (UTC)`);
  expect(scheduleWords(cron, "UTC", textsFor("en").t)).toBe(`${en} (UTC)`);
});
