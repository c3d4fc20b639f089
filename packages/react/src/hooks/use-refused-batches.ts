import { isApiError } from "@sincro/client";
import { useEffect, useState } from "react";
import { useSync } from "./context.ts";

/**
 * How many batches of these runs came too late and were refused, by their histories. Runs may be added, once nobody works
 * on them any more. A history that cannot be read is asked for again with the next run, and counts nothing until then.
 */
export function useRefusedBatches(runIds: readonly string[]): number {
  const { center } = useSync();
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const unread = runIds.filter((id) => !counts.has(id)).join(" ");
  useEffect(() => {
    if (unread === "") return;
    const gone = new AbortController();
    for (const id of unread.split(" ")) {
      center.feed.run(id, { signal: gone.signal }).then(
        ({ events }) => {
          const refused = events.filter(({ event, applied }) => event === "COMMIT" && !applied).length;
          setCounts((before) => new Map(before).set(id, refused));
        },
        (error: unknown) => {
          if (!gone.signal.aborted && !isApiError(error)) throw error;
        },
      );
    }
    return () => gone.abort();
  }, [center, unread]);
  return runIds.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
}
