import type { SweepAnswer } from "@sincro/client";
import type { Call } from "../http/call.ts";
import { json } from "../http/json.ts";
import { dispatchAll } from "./dispatch.ts";

/** `sweep`: looks after the runs whose deadline has passed, and calls a worker for each that is due. */
export async function sweep(call: Call, release: boolean): Promise<Response> {
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

/** The sweep that every start begins with: of all sources, and never of a live run. */
export async function sweepFirst(call: Call): Promise<void> {
  const { expired, due } = await call.deps.store.sweep();
  for (const run of expired) call.deps.feed.nudge(run);
  await dispatchAll(call, due);
}
