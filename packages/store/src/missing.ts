import type { Reason } from "@sincro/machine";
import * as z from "zod";

/** Asks to mark what a run since ever did not see; the worker proves that it holds the run. */
export interface MarkRequest {
  readonly runId: string;
  readonly fence: number;
  readonly worker: string;
  /** The `object` column of what the run listed whole; records of others stay as they are. */
  readonly objects: readonly string[];
  /** How many to mark at most in this call; 10,000 when absent. */
  readonly limit?: number | undefined;
}

/** What was marked. Asked again while there is `more`; a refusal marked nothing. */
export type MarkAnswer =
  | { readonly applied: true; readonly reason: null; readonly marked: number; readonly more: boolean }
  | { readonly applied: false; readonly reason: Reason; readonly marked: 0; readonly more: false };

/** What may be asked to be marked. */
export const markShape = z.object({
  fence: z.int().min(0),
  worker: z.string().min(1).max(200),
  objects: z.array(z.string()),
  limit: z.int().min(1).max(100_000).default(10_000),
});
