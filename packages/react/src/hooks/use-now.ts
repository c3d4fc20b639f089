import { useSyncExternalStore } from "react";
import { useSync } from "./context.ts";

const standsStill = () => () => undefined;

/**
 * The server's time in milliseconds, in steps of `stepMs`; null stands still. What is over must not tick: it passes
 * null.
 */
export function useNow(stepMs: number | null): number {
  const { ticker } = useSync().center;
  const step = stepMs ?? 1_000;
  const read = () => Math.floor(ticker.now() / step) * step;
  return useSyncExternalStore(stepMs === null ? standsStill : ticker.subscribe, read, read);
}
