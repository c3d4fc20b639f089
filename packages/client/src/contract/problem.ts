import * as z from "zod";

/** The keys of every answer ≥ 400 (RFC 9457), before its own: `error` is a code of `errorCodes`. */
export const problemKeys = {
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  error: z.string(),
};

/** Problem details; further keys are the extension members of the code. */
export const problem = z.looseObject(problemKeys);
