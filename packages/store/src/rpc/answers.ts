import { reasons, statuses } from "@sincro/machine";
import { instant, policySchema, syncRunRow } from "@sincro/machine/schema";
import * as z from "zod";
import { StoreError } from "../errors.ts";
import type { MarkAnswer } from "../missing.ts";
import type { CancelReceipt, CommitAnswer, SendAnswer, StartAnswer, StoreStatus, SweepAnswer } from "../port.ts";
import type { Turn } from "../turns.ts";

const runs = z.array(syncRunRow);
const count = z.int().min(0);
const reason = z.enum(reasons);

/** What `sync_start` and `sync_restart` answer. */
export const startAnswer: z.ZodType<StartAnswer> = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("started"), run: syncRunRow, repeated: z.boolean(), cancelled: runs }),
  z.object({ outcome: z.enum(["attached", "conflict"]), run: syncRunRow }),
  z.object({ outcome: z.literal("refused"), reason, detail: z.string() }),
]);

const applied = { applied: z.literal(true), reason: z.null(), run: syncRunRow };
const notApplied = { applied: z.literal(false), reason, run: syncRunRow.nullable() };
const counts = { inserted: count, updated: count, unchanged: count };

/** What `sync_send` answers. */
export const sendAnswer: z.ZodType<SendAnswer> = z.discriminatedUnion("applied", [
  z.object(applied),
  z.object(notApplied),
]);

/** What `sync_commit` answers. */
export const commitAnswer: z.ZodType<CommitAnswer> = z.discriminatedUnion("applied", [
  z.object({ ...applied, ...counts }),
  z.object({ ...notApplied, ...counts }),
]);

/** What `sync_push` answers; what it would call invalid is never sent. */
export const pushAnswer = z.object({ reason: z.null(), ...counts });

const receipt: z.ZodType<CancelReceipt> = z.object({
  runId: z.guid(),
  source: z.string(),
  account: z.string(),
  from: z.enum(statuses),
  to: z.enum(statuses),
  cancelled: z.boolean(),
  totalFetched: count,
});

/** What `sync_cancel` answers. */
export const cancelAnswer = z.object({ cancelled: count, receipt: z.array(receipt) });

/** What `sync_sweep` answers. */
export const sweepAnswer: z.ZodType<SweepAnswer> = z.object({ expired: runs, released: runs, due: runs });

/** What `sync_prune` answers. */
export const pruneAnswer = z.object({ pruned: count });

/** What `sync_status` answers. */
export const statusAnswer: z.ZodType<StoreStatus> = z.object({
  now: instant,
  policy: policySchema,
  sweptAt: instant.nullable(),
  schemaVersion: z.int(),
});

/** What `sync_silences` answers. */
export const silencesAnswer = z.object({ silences: count });

/** What `sync_mark_missing` answers. */
export const markAnswer: z.ZodType<MarkAnswer> = z.discriminatedUnion("applied", [
  z.object({ applied: z.literal(true), reason: z.null(), marked: count, more: z.boolean() }),
  z.object({ applied: z.literal(false), reason, marked: z.literal(0), more: z.literal(false) }),
]);

/** What `sync_take` answers. */
export const takeAnswer: z.ZodType<Turn> = z.object({ granted: z.boolean(), waitMs: z.number().min(0) });

/** What `sync_rest` answers. */
export const restAnswer = z.object({ waitMs: z.number().min(0) });

const next = z.string().nullable();

/** What `sync_known_contacts` answers. */
export const knownContactsAnswer = z.object({
  contacts: z.array(z.object({ email: z.string().nullable(), phone: z.string().nullable() })),
  next,
});

/** What `sync_known_ids` answers. */
export const knownIdsAnswer = z.object({ ids: z.array(z.string()), next });

/** Reads an answer. @throws {StoreError} `store_mismatch`, naming the fields that are not of the protocol */
export function read<T>(schema: z.ZodType<T>, answer: unknown, from: string): T {
  const found = schema.safeParse(answer);
  if (found.success) return found.data;
  const fields = found.error.issues.map(({ path }) => path.join(".") || "the answer");
  throw new StoreError(
    "store_mismatch",
    `${from} answered what this version does not know (${[...new Set(fields)].join(", ")}): run the migrations, or update Sincro`,
  );
}
