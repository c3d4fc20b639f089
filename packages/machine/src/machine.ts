import { assign, setup } from "xstate";
import { type ActionName, assignments } from "./assignments.ts";
import { blankRun, type RunContext } from "./blank-run.ts";
import type { At } from "./events.ts";
import { type Expression, evaluate, holds } from "./expression/index.ts";
import type { Policy } from "./policy.ts";
import { type GuardName, guards } from "./rules.ts";

/** What the machine sees: an event, its moment, and the numbers in force. */
export type MachineEvent = At & { readonly policy: Policy };

interface Step {
  readonly context: RunContext;
  readonly event: MachineEvent;
}

function mapValues<K extends string, A, B>(source: Record<K, A>, map: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(source).map(([key, value]) => [key, map(value)])) as Record<K, B>;
}

const scope = ({ context, event }: Step) => ({ row: context, event, policy: event.policy });

/**
 * The life of a sync run: the only place where a transition is written down. `idle` means that the scope has no active
 * run. `running` and `continuing` are nested under `active`, which carries what every live run accepts, so that none
 * can be left uncancellable. Guards and actions are named; what they mean is in `rules.ts` and `assignments.ts`.
 * It is pure: the moment and the policy come with each event. Use {@link applyEvent} to step a row.
 */
export const syncRunMachine = setup({
  types: {} as { context: RunContext; events: MachineEvent },
  guards: mapValues<GuardName, Expression<boolean>, (step: Step) => boolean>(
    guards,
    (guard) => (step) => holds(guard, scope(step)),
  ),
  actions: mapValues<ActionName, (typeof assignments)[ActionName], ReturnType<typeof assigned>>(assignments, assigned),
}).createMachine({
  id: "syncRun",
  context: blankRun,
  initial: "idle",
  states: {
    idle: { on: { START: { target: "active.running", actions: ["begin", "touch"] } } },
    active: {
      initial: "running",
      on: {
        CLAIM: { guard: "mayClaim", target: ".running", actions: ["take", "touch"] },
        CANCEL: { target: "cancelled", actions: ["cancel", "touch"] },
        EXPIRE: [
          { guard: "madeNoProgress", target: "stale", actions: ["giveUpOnProgress", "touch"] },
          { guard: "lostItsWorker", target: "stale", actions: ["giveUpOnWorker", "touch"] },
          { guard: "foundNoWorker", target: "stale", actions: ["giveUpOnQueue", "touch"] },
          { guard: "wentSilent", target: ".continuing", actions: ["countSilence", "touch"] },
          { guard: "mayExpire", target: ".continuing", actions: ["dispatchAgain", "touch"] },
        ],
      },
      states: {
        running: {
          on: {
            BEAT: { guard: "mayBeat", actions: ["extendLease", "touch"] },
            COMMIT: [
              { guard: "commitsProgress", actions: ["countPage", "advance", "extendLease", "touch"] },
              { guard: "mayCommit", actions: ["countPage", "extendLease", "touch"] },
            ],
            YIELD: [
              { guard: "spendsAttempt", target: "continuing", actions: ["handBack", "spendAttempt", "touch"] },
              { guard: "mayYield", target: "continuing", actions: ["handBack", "touch"] },
            ],
            COMPLETE: { guard: "mayComplete", target: "#syncRun.completed", actions: ["complete", "touch"] },
            FAIL: { guard: "mayFail", target: "#syncRun.failed", actions: ["fail", "touch"] },
          },
        },
        continuing: {},
      },
    },
    completed: { type: "final", on: { STOPPED: { guard: "mayStop", actions: ["acknowledge", "touch"] } } },
    failed: { type: "final", on: { STOPPED: { guard: "mayStop", actions: ["acknowledge", "touch"] } } },
    cancelled: { type: "final", on: { STOPPED: { guard: "mayStop", actions: ["acknowledge", "touch"] } } },
    stale: { type: "final", on: { STOPPED: { guard: "mayStop", actions: ["acknowledge", "touch"] } } },
  },
});

function assigned(assignment: (typeof assignments)[ActionName]) {
  return assign<RunContext, MachineEvent, undefined, MachineEvent, never>((step: Step) =>
    evaluate(assignment, scope(step)),
  );
}
