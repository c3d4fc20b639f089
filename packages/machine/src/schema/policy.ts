import * as z from "zod";
import type { Policy } from "../policy.ts";

const positive = z.number().positive();

/** The policy as `sync_policy()` and `GET sync-runs/policy` answer it. */
export const policySchema = z.object({
  leaseMs: positive,
  beatMs: positive,
  pickupGraceMs: positive,
  sweepMs: positive,
  silences: positive,
  attempts: positive,
  sliceMs: positive,
  sliceSlack: positive,
  noWorkerMs: positive,
  noProgressMs: positive,
}) satisfies z.ZodType<Policy>;
