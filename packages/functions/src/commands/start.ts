import type { StartOutcome } from "@sincro/client";
import type { SourceManifest } from "@sincro/sources";
import type { StartRequest, StoreStatus } from "@sincro/store";
import type { Call } from "../http/call.ts";
import { Problem } from "../http/problem.ts";
import { dispatchAll, waits } from "./dispatch.ts";
import { sweepFirst } from "./sweep.ts";

/** What to start of each source. */
export type Wanted = Omit<StartRequest, "source" | "startedBy" | "worker">;

/** What became of a start: each source's outcome, and what the installation said of itself before. */
export interface Started {
  readonly outcomes: readonly StartOutcome[];
  readonly before: StoreStatus;
}

/**
 * Starts some sources. First the stuck runs of all sources are looked after (never a live one); then each source is
 * started in a transaction of its own, its worker called before the next one's turn.
 */
export async function start(call: Call, manifests: readonly SourceManifest[], wanted: Wanted): Promise<Started> {
  const before = await call.deps.store.status();
  if (wanted.windowStart !== undefined && wanted.windowStart > new Date(before.now).toISOString()) {
    const issues = [{ path: "startDate", message: "lies in the future" }];
    throw new Problem("invalid_request", "startDate: lies in the future", { members: { keys: [], issues } });
  }
  await sweepFirst(call);
  const outcomes: StartOutcome[] = [];
  // Those that wait for their group come last: a worker that is called at once would find nobody to wait for.
  const order = [...manifests].sort((a, b) => Number(a.afterGroup ?? false) - Number(b.afterGroup ?? false));
  for (const manifest of order) outcomes.push(await startOne(call, manifest, wanted));
  return { outcomes, before };
}

async function startOne(call: Call, manifest: SourceManifest, wanted: Wanted): Promise<StartOutcome> {
  const { store, connectionOf, feed } = call.deps;
  const source = manifest.name;
  const connection = connectionOf(manifest);
  if (connection.kind === "unconfigured") {
    const { missing, invalid } = connection;
    return { source, outcome: "unconfigured", run: null, missing: [...missing], invalid: [...invalid] };
  }
  const answer = await store.start({ ...wanted, source, startedBy: call.operator.actor });
  if (answer.outcome === "refused") {
    return { source, outcome: "refused", run: null, reason: answer.reason, detail: answer.detail };
  }
  if (answer.outcome !== "started") return { source, outcome: answer.outcome, run: answer.run };
  const { run, repeated, cancelled } = answer;
  for (const row of [...cancelled, run]) feed.nudge(row);
  if (waits(run)) await dispatchAll(call, [run]);
  return { source, outcome: "started", run, repeated, cancelled: cancelled.map(({ id }) => id) };
}
