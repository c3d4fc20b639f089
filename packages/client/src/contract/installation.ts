import { policySchema } from "@sincro/machine/schema";
import * as z from "zod";

const moment = z.iso.datetime({ offset: true });

/** A source as the page needs it for its card; no secret, only which variables are missing. */
const sourceInfo = z.strictObject({
  name: z.string(),
  title: z.string(),
  functionName: z.string(),
  streams: z.array(z.string()),
  configured: z.boolean(),
  missing: z.array(z.string()),
  /** Variables whose value cannot be one. */
  invalid: z.array(z.string()),
  /** Whether the data comes from the demo provider. */
  demo: z.boolean(),
  /** When it is synced by itself next: of several schedules the soonest; null or absent when none is on. */
  schedule: z
    .strictObject({ cron: z.string(), timeZone: z.string(), mode: z.string(), nextAt: moment })
    .nullable()
    .optional(),
});

/** `GET sync-runs/policy`: what the installation says of itself. Moments are the database's. */
export const policyAnswer = z.strictObject({
  now: moment,
  policy: policySchema,
  /** When the sweep last ran; null if never. */
  sweptAt: moment.nullable(),
  /** How many workers fell silent and lost their runs in the last 24 hours: killed, hung, or cut off. */
  silences: z.int().min(0),
  /** Of the functions. */
  version: z.string(),
  schemaVersion: z.int().min(0),
  sources: z.array(sourceInfo),
});
