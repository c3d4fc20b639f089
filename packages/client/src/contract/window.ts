import * as z from "zod";
import { endDate, mode, type SyncMode, startDate } from "./fields.ts";

/** How much to fetch: a named range, or the window between two moments (ISO 8601). */
export type Window =
  | { readonly mode: SyncMode }
  | { readonly mode: "range"; readonly windowStart: string; readonly windowEnd: string };

/** The keys by which a start says how much to fetch. */
export const windowKeys = { mode: mode.optional(), startDate: startDate.optional(), endDate: endDate.optional() };

interface WindowKeys {
  readonly mode?: SyncMode | undefined;
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
}

/** Exactly one of `mode` and the pair `startDate`, `endDate`; nothing is started for want of a word. */
export function windowOf(keys: WindowKeys, context: z.RefinementCtx, fallback?: SyncMode): Window {
  const refuse = (path: string, message: string) => {
    context.addIssue({ code: "custom", path: [path], message });
    return z.NEVER;
  };
  const { startDate: from, endDate: until } = keys;
  if (from === undefined && until === undefined) {
    const named = keys.mode ?? fallback;
    return named === undefined ? refuse("mode", "a mode, or startDate and endDate, is needed") : { mode: named };
  }
  if (keys.mode !== undefined) return refuse("mode", "either a mode or startDate and endDate, not both");
  if (from === undefined) return refuse("startDate", "startDate is needed beside endDate");
  if (until === undefined) return refuse("endDate", "endDate is needed beside startDate");
  if (from >= until) return refuse("endDate", "endDate must be after startDate");
  return { mode: "range", windowStart: from, windowEnd: until };
}
