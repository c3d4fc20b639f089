import type { RunStore, StartAnswer, StartRequest } from "@sincro/store";
import type { SliceOptions } from "./options.ts";
import { toolsOf } from "./options.ts";
import { persist } from "./persist.ts";

/** How long a start is repeated while somebody waits for its answer. */
const PATIENCE_MS = 5_000;

/**
 * Starts a run, if the scope is free: `started`, `attached` (the active run, when asked for), `conflict` (the active
 * run) or `refused`. A lost answer is asked for again under the same request id, which names the same run.
 *
 * With `worker` in the request the run is claimed in the same transaction: give the same `worker` to
 * {@link withRun}.
 *
 * @throws StoreError when the store could not be reached for five seconds
 * @example
 * ```ts
 * const got = await startRun(store, { source: "stripe", mode: "7d", onConflict: "reject" })
 * if (got.outcome === "started") await withRun(store, got.run, work)
 * ```
 */
export function startRun(
  store: RunStore,
  request: StartRequest,
  options: Pick<SliceOptions, "clock" | "random" | "onFault"> = {},
): Promise<StartAnswer> {
  const tools = toolsOf(options);
  const named = { ...request, requestId: request.requestId ?? crypto.randomUUID() };
  const giveUpAt = tools.clock.now() + PATIENCE_MS;
  return persist(() => store.start(named), { ...tools, until: () => giveUpAt });
}
