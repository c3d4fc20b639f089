import * as z from "zod";
import { account, id, on, reason, sourceNames } from "./fields.ts";

const exclusive = { error: "only one of runId, groupId and sources", path: ["sources"] };
const count = (keys: Record<string, unknown>) =>
  [keys.runId, keys.groupId, keys.sources ?? keys.account].filter((value) => value !== undefined).length;

/** `forceCancel`: one run, one group, some sources, or (with none of these) every active run. */
export const cancelAllBody = z
  .strictObject({
    forceCancel: on,
    sources: sourceNames.optional(),
    account: account.optional(),
    runId: id.optional(),
    groupId: id.optional(),
    reason: reason.optional(),
  })
  .refine((keys) => count(keys) <= 1, exclusive)
  .transform(({ forceCancel: _, ...keys }) => ({ kind: "cancel" as const, ...keys }));

/** `forceCancel` of one source's function: only that source's runs, whatever else is named. */
export const cancelSourceBody = z
  .strictObject({
    forceCancel: on,
    account: account.optional(),
    runId: id.optional(),
    groupId: id.optional(),
    reason: reason.optional(),
  })
  .refine((keys) => count(keys) <= 1, { error: "only one of runId, groupId and account", path: ["account"] })
  .transform(({ forceCancel: _, ...keys }) => ({ kind: "cancel" as const, ...keys }));

/** `sweep`: looks after every run whose deadline has passed; `release` lets the silent ones go as `stale`. */
export const sweepBody = z
  .strictObject({ sweep: on, release: on.optional() })
  .transform(({ release }) => ({ kind: "sweep" as const, release: release ?? false }));

/** `test`: asks the provider whether it takes the credentials; starts nothing. */
export const testBody = z.strictObject({ test: on }).transform(() => ({ kind: "test" as const }));
