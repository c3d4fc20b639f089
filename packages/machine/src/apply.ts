import { transition } from "xstate";
import { blankRun } from "./blank-run.ts";
import type { SyncRunRow } from "./columns.ts";
import { type Effect, effectsOf } from "./effects.ts";
import type { At } from "./events.ts";
import { holds } from "./expression/index.ts";
import { syncRunMachine } from "./machine.ts";
import { policy as defaultPolicy, type Policy } from "./policy.ts";
import type { Reason } from "./reasons.ts";
import { refusals, repeats } from "./rules.ts";
import { isTerminal, type RunStatus } from "./status.ts";
import { stateValue, transitionsFrom } from "./transitions.ts";

/** What became of an event. A refusal carries the run as it is: nothing about it changed. */
export type Outcome =
  | { readonly kind: "applied"; readonly run: SyncRunRow; readonly effects: readonly Effect[] }
  | { readonly kind: "refused"; readonly reason: Reason; readonly run: SyncRunRow | null };

function snapshotOf(run: SyncRunRow | null) {
  if (run === null) return syncRunMachine.resolveState({ value: "idle", context: blankRun });
  const { status, ...context } = run;
  return syncRunMachine.resolveState({ value: stateValue(status), context });
}

function refusal(run: SyncRunRow | null, event: At, policy: Policy): Reason | null {
  if (run === null) return event.type === "START" ? null : "not_found";
  const scope = { row: run, event, policy };
  const repeat = repeats[event.type];
  if (repeat !== undefined && holds(repeat, scope)) return "repeated";
  const reason = refusals[event.type].find(([, condition]) => holds(condition, scope))?.[0] ?? null;
  if (reason === "fenced" || transitionsFrom(run.status).some((found) => found.event === event.type)) return reason;
  return isTerminal(run.status) ? "terminal" : "illegal";
}

/**
 * Applies one event to a run: the whole protocol as a pure function.
 *
 * @param run the row, or `null` for a scope without an active run (which takes only START)
 * @param event the event with its moment `at`, by the database's clock
 * @param policy the numbers in force; the installation's defaults when absent
 * @returns the next row and its effects, or a typed reason and the row as it was
 * @example
 * ```ts
 * const at = "2026-11-24T10:00:00.000Z"
 * const id = "7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10"
 * const started = applyEvent(null, { type: "START", id, source: "stripe", account: "default", mode: "7d", at })
 * if (started.kind === "applied") applyEvent(started.run, { type: "CLAIM", worker: "slice-1", at })
 * ```
 */
export function applyEvent(run: SyncRunRow | null, event: At, policy: Policy = defaultPolicy): Outcome {
  const reason = refusal(run, event, policy);
  if (reason !== null) return { kind: "refused", reason, run };
  const [next] = transition(syncRunMachine, snapshotOf(run), { ...event, policy });
  const status = (typeof next.value === "string" ? next.value : next.value.active) as RunStatus;
  const after = { ...next.context, status };
  return { kind: "applied", run: after, effects: effectsOf(run, after) };
}
