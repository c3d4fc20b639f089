import { policy } from "@sincro/machine";
import type { Invariant } from "./invariant.ts";
import { active } from "./parts.ts";

/** What must not stay as it is while somebody sweeps. Not a matter of safety: nothing is wrong yet, somebody waits. */
export const liveness: readonly Invariant[] = [
  {
    name: "no-run-left-behind",
    promise: "While sweeps run, no run is past its deadline for longer than a lease and two sweeps.",
    sql: `
      select r.id as run_id, format('%s, deadline %s, swept at %s', r.status, r.deadline_at, s.swept_at) as detail
      from sync_runs r, sync_sweeper s
      where r.status in ${active} and s.swept_at <= sync_now()
        and r.deadline_at < s.swept_at - interval '1 millisecond'
          * (sync_setting('sincro.lease_ms', ${policy.leaseMs}) + 2 * sync_setting('sincro.sweep_ms', ${policy.sweepMs}))`,
  },
];
