import { isActive } from "@sincro/machine";
import { useSelector } from "@xstate/react";
import { useEffect } from "react";
import { requestId } from "../flows/request-id.ts";
import { useSync } from "../hooks/context.ts";
import { useObservable } from "../hooks/use-observable.ts";

/**
 * Starts what was asked for once every run in the way has completed. A cancel of what is in the way closes the choice:
 * whoever cancels does not want it back. After any other end the choice stays.
 */
export function ConflictWatch() {
  const { operations, center } = useSync();
  const { rows } = useObservable(center.state);
  const choosing = useSelector(operations.start, (flow) => flow.matches("choosing"));
  const conflicts = useSelector(operations.start, (flow) => flow.context.conflicts);
  const held = conflicts.map((run) => rows.get(run.id) ?? run);
  const completed = choosing && held.every((run) => run.status === "completed");
  const cancelled =
    choosing && held.every((run) => !isActive(run.status)) && held.some((run) => run.status === "cancelled");
  useEffect(() => {
    if (completed) operations.start.send({ type: "START_NOW", requestId: requestId() });
    if (cancelled) operations.start.send({ type: "DISMISS" });
  }, [completed, cancelled, operations]);
  return null;
}
