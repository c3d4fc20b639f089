import { useMemo } from "react";
import { requestId } from "../flows/request-id.ts";
import { liveOf } from "../view/select.ts";
import { useSync } from "./context.ts";

/** What buttons and keys do. */
export interface Commands {
  /** Starts every source with the range chosen last; what is in the way leads to the choice of a conflict. */
  syncAll(): void;
  /** Asks before it cancels; does nothing when nothing runs. */
  cancelAll(): void;
}

/** The page's two commands. */
export function useCommands(): Commands {
  const { operations, center, range } = useSync();
  return useMemo(
    () => ({
      syncAll() {
        operations.start.send({ type: "ASK", ask: { kind: "all", mode: range.get() }, requestId: requestId() });
      },
      cancelAll() {
        if (liveOf([...center.state.get().rows.values()]).length === 0) return;
        operations.cancel.send({ type: "ASK", target: { all: true } });
      },
    }),
    [operations, center, range],
  );
}
