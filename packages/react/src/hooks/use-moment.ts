import type { Moment } from "../view/phase.ts";
import { nextSweepAt } from "../view/sweep.ts";
import { useInstallation } from "./use-installation.ts";
import { useNow } from "./use-now.ts";

/** The moment at which runs are looked at: the server's clock, the policy, and when the next sweep is due. */
export function useMoment(stepMs: number | null): Moment {
  const now = useNow(stepMs);
  const { policy, sweep } = useInstallation();
  return { now, policy, nextSweep: nextSweepAt(sweep, policy, now) };
}
