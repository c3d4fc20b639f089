import * as z from "zod";

/** The ranges that a caller names; an explicit window stands for a fifth, which rows call `range`. */
export const syncModes = ["today", "7d", "month", "full"] as const;
/** A range of {@link syncModes}. */
export type SyncMode = (typeof syncModes)[number];

/** The choices that a 409 offers: the words of `onConflict`, and `wait` for "reject, and look again later". */
export const conflictActions = ["attach", "restart", "wait"] as const;

export const mode = z.enum(syncModes);
/** What to do when the scope is taken. */
export const onConflict = z.enum(["reject", "attach", "restart"]);
export const sourceName = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, "a source's name, e.g. stripe");
export const sourceNames = z.array(sourceName).min(1).max(50);
export const account = z.string().min(1).max(200);
export const reason = z.string().min(1).max(500);
export const id = z.guid("an id (UUID)");
/** A switch that is on by being there; `false` is a mistake that must not start anything. */
export const on = z.literal(true);

const dayMs = 86_400_000;
const message = "a date or a moment with its offset (ISO 8601)";
const day = z.iso.date();
const moment = z.iso.datetime({ offset: true, error: message });

/** In UTC an offset or the end of a day may lead out of the years that all sides write alike. */
const inOurEra = (value: string) => /^\d{4}-/.test(value) && !value.startsWith("0000");
const era = "in the years 1 to 9999";

/** A date begins at midnight UTC. */
export const startDate = z
  .union([day, moment], message)
  .transform((value) => new Date(value).toISOString())
  .refine(inOurEra, era);
/** A date alone means the whole day, so it ends with the next midnight UTC; a moment is taken as it is. */
export const endDate = z
  .union([day.transform((value) => new Date(Date.parse(value) + dayMs)), moment], message)
  .transform((value) => new Date(value).toISOString())
  .refine(inOurEra, era);
