import type { Json } from "@sincro/machine";
import * as z from "zod";
import { SourceError } from "../errors.ts";
import { stripeStreamNames } from "./streams.ts";

/** The last object of the last page: the next page begins behind it. */
const cursor = z.strictObject({
  id: z.string().min(1).max(255),
  /** Unix seconds: where to go on when the object itself is gone. */
  created: z.int().nonnegative(),
});

/** What tells of changes to objects that are older than the window. */
export const changes = "events";
const lists = [...stripeStreamNames, changes] as const;

/** A list that is not read to its end yet. */
const task = z.strictObject({ list: z.enum(lists), cursor: cursor.nullable() });

/**
 * What is left to do, not what was done: a set of tasks, worked on from the first. (Windows of a list that are
 * fetched in parallel are more tasks with bounds of their own, in a version 2.)
 */
const checkpoint = z
  .strictObject({ v: z.literal(1), left: z.array(task).max(lists.length) })
  .refine(({ left }) => new Set(left.map(({ list }) => list)).size === left.length);

/** See {@link checkpoint}. */
export type StripeCheckpoint = z.infer<typeof checkpoint>;
/** See {@link task}. */
export type StripeTask = z.infer<typeof task>;
/** See {@link cursor}. */
export type StripeCursor = z.infer<typeof cursor>;

/**
 * Reads what a former slice left.
 *
 * @throws SourceError `checkpoint_invalid`
 */
export function readCheckpoint(value: Json): StripeCheckpoint {
  const { data } = checkpoint.safeParse(value);
  if (data) return data;
  throw new SourceError("checkpoint_invalid", "Stripe: the checkpoint is not one that this version wrote", {
    retryable: false,
  });
}
