import * as z from "zod";
import { StoreError } from "./errors.ts";
import type { Scope } from "./port.ts";
import { faultOf } from "./shapes.ts";

/** What a provider counts together, and how often it may be asked. */
export interface Bucket {
  /** Its name in the scope, e.g. `endpoint:/v1/charges`. */
  readonly bucket: string;
  /** The time between two turns, in milliseconds. */
  readonly intervalMs: number;
  /** How many turns may come together: no stretch of time has more than its length / `intervalMs` + this. 1 to 20. */
  readonly burst: number;
}

/** Asks for a turn at a provider, from each of these buckets at once. */
export interface TakeRequest extends Scope {
  readonly buckets: readonly Bucket[];
  /** A turn that is further away is not taken; in milliseconds, at most a day. */
  readonly maxWaitMs: number;
}

/** A turn that is taken, after `waitMs` milliseconds; or, not `granted`, how far away the next one is. */
export interface Turn {
  readonly granted: boolean;
  readonly waitMs: number;
}

/** Has a bucket rest: nobody gets a turn from it within so many milliseconds, at most a day. */
export interface RestRequest extends Scope {
  readonly bucket: string;
  readonly ms: number;
}

const dayMs = 86_400_000;
const scope = { source: z.string().min(1).max(200), account: z.string().min(1).max(200) };
const bucket = z.string().min(1).max(500);

const takeShape = z.object({
  ...scope,
  buckets: z
    .array(z.object({ bucket, intervalMs: z.number().min(0.001).max(dayMs), burst: z.int().min(1).max(20) }))
    .min(1)
    .max(20)
    .refine((all) => new Set(all.map((one) => one.bucket)).size === all.length),
  maxWaitMs: z.number().min(0).max(dayMs),
});
const restShape = z.object({ ...scope, bucket, ms: z.number().min(0).max(dayMs) });

/** Reads what a take asks for. @throws {StoreError} `store_rejected` */
export function parseTake(request: TakeRequest): TakeRequest {
  const found = takeShape.safeParse(request);
  if (!found.success) throw new StoreError("store_rejected", `take: ${faultOf(found.error)}`);
  return found.data;
}

/** Reads what a rest asks for. @throws {StoreError} `store_rejected` */
export function parseRest(request: RestRequest): RestRequest {
  const found = restShape.safeParse(request);
  if (!found.success) throw new StoreError("store_rejected", `rest: ${faultOf(found.error)}`);
  return found.data;
}
