import { useCallback } from "react";
import { requestId } from "../flows/request-id.ts";
import type { RunRow } from "../view/run-row.ts";
import { useSync } from "./context.ts";

/** What the buttons of a card or a row do. */
export type Act = (action: "cancel" | "resume" | "retry" | "sync", source: string, run: RunRow | null) => void;

/** Does what a button of a card or a row says: asks before a cancel, resumes, or starts with the range chosen last. */
export function useRunAction(): Act {
  const { operations, range } = useSync();
  return useCallback(
    (action, source, run) => {
      if (action === "cancel") {
        if (run !== null) operations.cancel.send({ type: "ASK", target: { runId: run.id } });
        return;
      }
      const again = action !== "sync" && run !== null;
      const ask = again
        ? ({ kind: "resume", source, runId: run.id } as const)
        : ({ kind: "source", source, mode: range.get() } as const);
      operations.start.send({ type: "ASK", ask, requestId: requestId() });
    },
    [operations, range],
  );
}
