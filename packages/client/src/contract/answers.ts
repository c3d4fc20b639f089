import { reasons, statuses } from "@sincro/machine";
import { syncRunRow } from "@sincro/machine/schema";
import * as z from "zod";
import { conflictActions } from "./fields.ts";
import { problemKeys } from "./problem.ts";

const moment = z.iso.datetime({ offset: true });
const count = z.int().min(0);
const status = z.enum(statuses);

/** What became of one source of a start. */
const startOutcome = z.discriminatedUnion("outcome", [
  z.strictObject({
    source: z.string(),
    outcome: z.literal("started"),
    run: syncRunRow,
    /** Whether this run was started by an earlier call with the same request id. */
    repeated: z.boolean(),
    /** The runs that a restart ended, by id. */
    cancelled: z.array(z.guid()),
  }),
  z.strictObject({ source: z.string(), outcome: z.enum(["attached", "conflict"]), run: syncRunRow }),
  /** The variables that are unset, and those whose value cannot be one, by name. */
  z.strictObject({
    source: z.string(),
    outcome: z.literal("unconfigured"),
    run: z.null(),
    missing: z.array(z.string()),
    invalid: z.array(z.string()),
  }),
  z.strictObject({
    source: z.string(),
    outcome: z.literal("refused"),
    run: z.null(),
    reason: z.enum(reasons),
    detail: z.string(),
  }),
]);

/** 202: at least one run is under way. Only a run row proves a run. `syncRunId` is there when one source was asked. */
export const startAnswer = z.strictObject({
  success: z.literal(true),
  groupId: z.guid().nullable(),
  runs: z.array(startOutcome),
  syncRunId: z.guid().optional(),
});

/** Who holds a scope, in the words of an explanation. Moments are the database's. */
const holder = z.strictObject({
  source: z.string(),
  account: z.string(),
  runId: z.guid(),
  status,
  mode: z.string(),
  startedBy: z.string().nullable(),
  startedAt: moment,
  /** Null between slices. */
  worker: z.string().nullable(),
  records: count,
  /** Only where the provider gave a total. */
  expected: count.nullable(),
  pages: count,
  /** The last sign of life: a claim, a heartbeat or a page. */
  lastSignAt: moment,
  /** When silence becomes suspicious: the lease of a held run, or how long a waiting one may wait. */
  leaseEndsAt: moment.nullable(),
  /** From when on the next slice may begin; null while a worker holds the run. */
  dueAt: moment.nullable(),
  /** Whether the lease had ended already: the next sweep takes the run up again. */
  silent: z.boolean(),
});

/** 409: who holds the scope, and what one can do. From one source's function, `existingSyncId` and `run` are the one run. */
export const conflictAnswer = z.strictObject({
  ...problemKeys,
  error: z.literal("sync_already_running"),
  success: z.literal(false),
  groupId: z.null(),
  runs: z.array(startOutcome),
  actions: z.array(z.enum(conflictActions)),
  holders: z.array(holder),
  now: moment,
  /** When the sweep last ran before this request; null if never. */
  sweptAt: moment.nullable(),
  existingSyncId: z.guid().optional(),
  run: syncRunRow.optional(),
});

/** What a cancel found and did, run by run. */
export const cancelAnswer = z.strictObject({
  success: z.literal(true),
  ok: z.literal(true),
  cancelled: count,
  receipt: z.array(
    z.strictObject({
      runId: z.guid(),
      source: z.string(),
      account: z.string(),
      from: status,
      to: status,
      /** False when the run had ended before. */
      cancelled: z.boolean(),
      totalFetched: count,
    }),
  ),
});

/** What a sweep found and did; `dispatched` counts the due runs for which a worker was called. */
export const sweepAnswer = z.strictObject({
  success: z.literal(true),
  expired: count,
  released: count,
  dispatched: count,
  receipt: z.array(z.strictObject({ runId: z.guid(), source: z.string(), account: z.string(), to: status })),
});

/** What the provider said of the credentials; `missing` and `invalid` name the variables when there is nothing to ask with. */
export const testAnswer = z.strictObject({
  success: z.boolean(),
  ok: z.boolean(),
  source: z.string(),
  configured: z.boolean(),
  missing: z.array(z.string()),
  invalid: z.array(z.string()),
  account: z.string().nullable(),
  /** Milliseconds until the next turn at the provider: long where it asked for a rest. Null when nothing was asked. */
  nextTurnMs: z.int().min(0).nullable(),
  code: z.string().optional(),
  message: z.string().optional(),
});
