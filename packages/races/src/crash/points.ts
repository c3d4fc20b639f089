import type { ClusterVersion } from "@sincro/store/testing";
import type { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";

/** `SINCRO_CRASHES=100`: so many random histories of faults, and every crash point on both servers. */
const asked = process.env.SINCRO_CRASHES;

/** How many random histories of each kind, on each server. */
export const histories = Number(asked ?? 3);

/** How long a test that plays many of them may take, in milliseconds: hundreds of processes are started. */
export const longMs = asked === undefined ? 600_000 : 600_000 + histories * 20_000;

/** Every step of a sync to which nothing happens: the points at which something may. */
export async function stepsOf(stage: Stage): Promise<readonly string[]> {
  const worker = await stage.worker();
  worker.order({ kind: "sync", ...(await newSync(stage)) });
  const { steps } = await worker.expect("done");
  await worker.end();
  return steps;
}

/**
 * The points for one server: all of them in the long proof; else one of `every`, other ones on each server. Of three
 * steps of a call the last differs from the first of the next call only in what the worker knows.
 */
export function shareOf<T>(points: readonly T[], version: ClusterVersion, every: number): readonly T[] {
  const first = version === 15 ? 0 : Math.floor(every / 2);
  return asked === undefined ? points.filter((_, index) => index % every === first) : points;
}

/** Prints what was measured. */
export function say(figures: string, beganAt: number): void {
  console.log(`proof: ${figures}, in ${Math.round((performance.now() - beganAt) / 1_000)} s`);
}
