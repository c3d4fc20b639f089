import type { SweepAnswer } from "@sincro/client";
import { startScheduled } from "@sincro/worker";
import type { Call } from "../http/call.ts";
import { json } from "../http/json.ts";
import { refusalOf } from "../schedules/refusal.ts";
import { dispatchAll } from "./dispatch.ts";

/**
 * `sweep`: starts what is due by schedule, looks after the runs whose deadline has passed, and calls a worker for each
 * that is due. A release is an operator's tidying up: it starts nothing.
 */
export async function sweep(call: Call, release: boolean): Promise<Response> {
  if (!release) await scheduled(call);
  const { expired, released, due } = await call.deps.store.sweep(release);
  const swept = [...expired, ...released];
  for (const run of swept) call.deps.feed.nudge(run);
  const answer: SweepAnswer = {
    success: true,
    expired: expired.length,
    released: released.length,
    dispatched: await dispatchAll(call, due),
    receipt: swept.map(({ id, source, account, status }) => ({ runId: id, source, account, to: status })),
  };
  return json(answer);
}

/** A schedule that cannot be dealt with is told to the log: the sweep is done all the same. */
async function scheduled({ deps, request }: Call): Promise<void> {
  const onError = (error: unknown) =>
    deps.onFault?.({ instance: crypto.randomUUID(), request: `${request.method} schedules`, error });
  await startScheduled({ store: deps.store, refusal: refusalOf(deps), onError }).catch(onError);
}

/** The sweep that every start begins with: of all sources, and never of a live run. */
export async function sweepFirst(call: Call): Promise<void> {
  const { expired, due } = await call.deps.store.sweep();
  for (const run of expired) call.deps.feed.nudge(run);
  await dispatchAll(call, due);
}
