import { useSelector } from "@xstate/react";
import { useSync } from "./context.ts";

/** Whether a run is among those that a cancel under way was asked for: only between the click and the answer. */
export function useBeingCancelled(): (runId: string) => boolean {
  const { operations } = useSync();
  const target = useSelector(operations.cancel, (flow) => (flow.matches("cancelling") ? flow.context.target : null));
  return (runId) => target !== null && ("all" in target || target.runId === runId);
}
