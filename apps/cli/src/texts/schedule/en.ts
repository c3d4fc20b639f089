import type { es } from "./es.ts";

export const en: typeof es = {
  none: "There is no schedule: “sincro schedule set stripe '0 3 * * *'” makes one.",
  line: (source, mode, when, next) => `${source}  ${mode}  ${when}  ${next}`,
  next: (moment) => `next: ${moment}`,
  off: "switched off",
  noNext: "no next time",
  last: (moment, outcome) => `last: ${moment}, ${outcome}`,
  outcomes: {
    started: "started",
    attached: "one was running already",
    unconfigured: "no credentials",
    refused: "not started",
  },
  set: (source, mode, when, next) => `${source} (${mode}): ${when}. Next: ${next}.`,
  removed: (n) => (n === 1 ? "One schedule was removed." : `${n} schedules were removed.`),
  nothingRemoved: "There was no such schedule.",
  badKeep: "Say how long to keep runs: a number of hours, days or weeks, e.g. --keep 90d (or SINCRO_KEEP).",
  pruned: (n) => (n === 1 ? "One run was deleted." : `${n} runs were deleted.`),
  wouldPrune: (n) => (n === 1 ? "One run would be deleted." : `${n} runs would be deleted.`),
  webhook: "Webhook",
  webhookOk: "tells of failures; nothing is waiting to be told",
  webhookWaiting: (n, error) => `${n} alerts to be tried again (${error})`,
  webhookGivenUp: (n, error) =>
    `${n} alerts of the last 24 hours were given up after every try (${error}): look at SINCRO_WEBHOOK_URL`,
};
