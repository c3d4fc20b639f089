import { isActive, type SyncRunRow } from "@sincro/machine";
import type { FunctionsDeps } from "../deps.ts";
import type { Call } from "../http/call.ts";

/** Whether a run waits for a worker. */
export function waits(run: SyncRunRow): boolean {
  return isActive(run.status) && run.worker === null;
}

/**
 * Calls a worker for each run, and says how many calls arrived. A lost one is reported and changes nothing: the run
 * has its deadline, and the sweep calls again.
 */
export async function dispatchAll({ deps, request }: Pick<Call, "deps" | "request">, runs: readonly SyncRunRow[]) {
  const sent = await Promise.all(runs.map((run) => dispatched(deps, request, run)));
  return sent.filter(Boolean).length;
}

async function dispatched(deps: FunctionsDeps, request: Request, run: SyncRunRow): Promise<boolean> {
  try {
    await deps.dispatch(run);
    return true;
  } catch (error) {
    deps.onFault?.({ instance: crypto.randomUUID(), request: `dispatch ${new URL(request.url).pathname}`, error });
    return false;
  }
}
