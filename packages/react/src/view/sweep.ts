import type { Policy } from "@sincro/machine";

/** After so many missed sweeps nobody can say when the next one comes. */
const missedSweeps = 3;

/** What the installation said of its sweep, and when it said so; in milliseconds of the server's clock. */
export interface Sweep {
  readonly sweptAt: number | null;
  readonly saidAt: number;
}

/** For how long the sweep had stood still when it was asked for, in milliseconds; null while it runs, or never ran yet. */
export function sweepStoppedFor({ sweptAt, saidAt }: Sweep, policy: Policy): number | null {
  if (sweptAt === null) return null;
  const passed = saidAt - sweptAt;
  return passed > missedSweeps * policy.sweepMs ? passed : null;
}

/** When the next sweep is expected, in milliseconds of the server's clock; null when it has stopped, or never ran. */
export function nextSweepAt(sweep: Sweep, policy: Policy, now: number): number | null {
  if (sweep.sweptAt === null || sweepStoppedFor(sweep, policy) !== null) return null;
  const passed = Math.max(0, Math.floor((now - sweep.sweptAt) / policy.sweepMs));
  return sweep.sweptAt + (passed + 1) * policy.sweepMs;
}
