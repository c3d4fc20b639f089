import { policy, type SyncRunRow } from "@sincro/machine";
import * as z from "zod";
import { readSigned, sign } from "../auth/signed.ts";

/**
 * How long a hand-off may be on its way, in milliseconds: as long as a run waits for a worker before the sweep has
 * another one called. A call that arrives later is one of two.
 */
const lifeMs = policy.pickupGraceMs;

const claimsOf = z.object({ runId: z.string(), fence: z.int(), expiresAt: z.iso.datetime() });

/** The run, and its fence: it grows with every claim, so it names the slice that is to come, and only that. */
export type HandOffClaims = Pick<z.infer<typeof claimsOf>, "runId" | "fence">;

/** Lets its bearer have the next slice of this run worked on, once and soon. Nothing else can be done with it. */
export function handOffToken(key: string, { id, fence }: SyncRunRow, now: number = Date.now()): Promise<string> {
  return sign(key, "hand-off", { runId: id, fence, expiresAt: new Date(now + lifeMs).toISOString() });
}

/** What a token says, or why it says nothing. */
export async function readHandOff(
  key: string,
  token: string,
  now: number = Date.now(),
): Promise<HandOffClaims | "invalid" | "expired"> {
  const claims = claimsOf.safeParse(await readSigned(key, "hand-off", token));
  if (!claims.success) return "invalid";
  const { runId, fence, expiresAt } = claims.data;
  return Date.parse(expiresAt) <= now ? "expired" : { runId, fence };
}
