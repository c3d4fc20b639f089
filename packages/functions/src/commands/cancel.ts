import type { CancelAnswer } from "@sincro/client";
import type { CancelFilter, CancelReceipt, RunStore } from "@sincro/store";
import type { Call } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem } from "../http/problem.ts";

/** Which runs a request names. With none of these it means every active run (of the source, in a source's function). */
export interface CancelCommand {
  readonly runId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly account?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * Cancels runs and answers with the receipt: each run that was hit, what it was and what it is.
 *
 * @param only the source whose runs alone may be hit, in that source's own function
 */
export async function cancelRuns({ deps, operator }: Call, command: CancelCommand, only?: string): Promise<Response> {
  const receipt: CancelReceipt[] = [];
  for (const filter of await filters(deps.store, command, only)) {
    receipt.push(...(await deps.store.cancel(filter, operator.actor, command.reason)));
  }
  if (command.runId !== undefined && receipt.length === 0) throw notFound(command.runId);
  const cancelled = receipt.filter((line) => line.cancelled).length;
  return json({ success: true, ok: true, cancelled, receipt } satisfies CancelAnswer);
}

async function filters(store: RunStore, command: CancelCommand, only?: string): Promise<readonly CancelFilter[]> {
  const { runId, groupId, sources, account } = command;
  if (runId !== undefined) {
    if (only !== undefined && (await store.get(runId))?.source !== only) throw notFound(runId);
    return [{ runId }];
  }
  if (groupId !== undefined) {
    if (only === undefined) return [{ groupId }];
    const { runs } = await store.list({ groupId, source: only, active: true });
    return runs.map(({ id }) => ({ runId: id }));
  }
  if (only !== undefined) return [{ source: only, account }];
  if (sources !== undefined) return sources.map((source) => ({ source, account }));
  return [{ all: true }];
}

const notFound = (runId: string) =>
  new Problem("run_not_found", `There is no run ${runId} here. Nothing was cancelled.`);
