import * as z from "zod";
import { modes, yieldReasons } from "../columns.ts";
import type { SyncEvent } from "../events.ts";
import { json } from "./json.ts";
import { instant } from "./row.ts";

const count = z.int().min(0);
const name = z.string().min(1).max(200);
const hold = { fence: count, worker: name };
const error = z.strictObject({
  code: name,
  message: z.string().max(2_000),
  retryable: z.boolean().optional(),
});

/** Every event as JSON; unknown keys are refused. The moment `at` is the store's to add, never a caller's. */
export const syncEvent = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("START"),
    id: z.guid(),
    source: name,
    account: name,
    mode: z.enum(modes),
    dryRun: z.boolean().optional(),
    windowStart: instant.optional(),
    windowEnd: instant.optional(),
    groupId: z.guid().optional(),
    requestId: z.guid().optional(),
    resumedFrom: z.guid().optional(),
    checkpoint: json.optional(),
    actor: name.optional(),
  }),
  z.strictObject({ type: z.literal("CLAIM"), worker: name }),
  z.strictObject({ type: z.literal("BEAT"), ...hold }),
  z.strictObject({
    type: z.literal("COMMIT"),
    ...hold,
    seq: z.int().min(1),
    checkpoint: json,
    fetched: count,
    inserted: count,
    updated: count,
    unchanged: count,
    total: count.optional(),
  }),
  z.strictObject({
    type: z.literal("YIELD"),
    ...hold,
    reason: z.enum(yieldReasons),
    dueAt: instant.optional(),
    error: error.optional(),
  }),
  z.strictObject({ type: z.literal("COMPLETE"), ...hold, seq: count }),
  z.strictObject({ type: z.literal("FAIL"), ...hold, error }),
  z.strictObject({ type: z.literal("CANCEL"), actor: name, reason: z.string().max(2_000).optional() }),
  z.strictObject({ type: z.literal("EXPIRE"), queueMoves: z.boolean(), release: z.boolean().optional() }),
  z.strictObject({ type: z.literal("STOPPED"), ...hold }),
]) satisfies z.ZodType<SyncEvent>;
