import { policy as defaults, type Policy, type SyncRunRow } from "@sincro/machine";
import type { RunStore, SendAnswer } from "@sincro/store";
import { type DatabaseTime, databaseTime } from "./database-time.ts";
import { failureOf } from "./failure.ts";
import type { Tools } from "./options.ts";
import type { SliceOutcome } from "./outcome.ts";
import { persist } from "./persist.ts";

/** A run, or as much of one as it takes to claim it. */
export type RunReference = SyncRunRow | { readonly id: string };

/** A run in the hands of this worker, with the numbers and the time that its database goes by. */
export interface Claim {
  readonly run: SyncRunRow;
  readonly worker: string;
  readonly policy: Policy;
  readonly time: DatabaseTime;
}

/**
 * Claims a run for one slice, or takes over the claim that `worker` made when it started the run. Faults are borne for
 * as long as a run may wait to be claimed: after that the sweep has somebody called again.
 */
export async function claimRun(
  store: RunStore,
  run: RunReference,
  worker: string,
  tools: Tools,
): Promise<Claim | SliceOutcome> {
  const { clock, secrets } = tools;
  const giveUpAt = clock.now() + defaults.pickupGraceMs;
  const patience = { ...tools, until: () => giveUpAt };
  try {
    let askedAt = 0;
    const { now, policy } = await persist(() => {
      askedAt = clock.now();
      return store.status();
    }, patience);
    const time = databaseTime(now, askedAt, clock);
    if ("worker" in run && run.worker === worker) return { run, worker, policy, time };

    const answer = await persist(() => store.send(run.id, { type: "CLAIM", worker }), patience);
    if (answer.run !== null && (answer.applied || answer.reason === "repeated")) {
      tools.onChange?.(answer.run);
      return { run: answer.run, worker, policy, time };
    }
    return notClaimed(answer, time);
  } catch (error) {
    return { kind: "lost", run: null, error: failureOf(error, secrets) };
  }
}

function notClaimed({ run, reason }: SendAnswer, time: DatabaseTime): SliceOutcome {
  const dueAt = reason === "not_due" ? run?.due_at : null;
  return {
    kind: "not_claimed",
    run,
    reason: reason ?? "not_found",
    ...(dueAt && { dueInMs: Math.max(1, time.until(dueAt)) }),
  };
}
