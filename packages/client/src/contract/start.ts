import * as z from "zod";
import { account, id, on, onConflict, sourceNames } from "./fields.ts";
import { windowKeys, windowOf } from "./window.ts";

const common = {
  account: account.default("default"),
  onConflict: onConflict.default("reject"),
  /** The same id answers the same run, so a call whose answer was lost may be repeated. */
  requestId: id.optional(),
};

/** "Sync all": the sources named, or all of them. */
export const startAllBody = z
  .strictObject({ ...windowKeys, ...common, sources: sourceNames.optional() })
  .transform((keys, context) => {
    const { mode, startDate, endDate, ...rest } = keys;
    return { kind: "start" as const, window: windowOf(keys, context), ...rest };
  });

/** One source. A dry run counts and writes no record; it asks for everything unless it says how much. */
export const startSourceBody = z
  .strictObject({ ...windowKeys, ...common, dryRun: z.boolean().default(false) })
  .transform((keys, context) => {
    const { mode, startDate, endDate, ...rest } = keys;
    return { kind: "start" as const, window: windowOf(keys, context, keys.dryRun ? "full" : undefined), ...rest };
  });

/** Goes on from the checkpoint of a run that failed, was cancelled or is stale: that one, or the scope's newest. */
export const resumeBody = z
  .strictObject({ resume: z.union([on, id], "true, or the id of a run"), ...common })
  .transform(({ resume, ...rest }) => ({
    kind: "resume" as const,
    ...(resume === true ? {} : { runId: resume }),
    ...rest,
  }));
