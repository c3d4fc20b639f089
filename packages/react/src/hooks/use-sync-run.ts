import { isApiError, type RunAnswer } from "@sincro/client";
import { useEffect, useState } from "react";
import type { RunRow } from "../view/run-row.ts";
import { useSync } from "./context.ts";
import { useObservable } from "./use-observable.ts";

/** One run and its history. */
export interface SyncRun {
  /** The newest version that the page has heard of; null until the first answer. */
  readonly run: RunRow | null;
  readonly events: RunAnswer["events"];
  readonly loaded: boolean;
  /** The code of why the last reading failed; what was read before stays. */
  readonly error: string | null;
}

/** One run, live; its history is read again whenever the run's version grows. */
export function useSyncRun(id: string): SyncRun {
  const { center } = useSync();
  const { rows } = useObservable(center.state);
  const row = rows.get(id) ?? null;
  const [read, setRead] = useState<{ answer: RunAnswer | null; error: string | null }>({ answer: null, error: null });
  const version = row?.version ?? 0;
  const connection = useObservable(center.connection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a greater version, or a mended line, is what there is to read again for
  useEffect(() => {
    const stop = new AbortController();
    center.feed.run(id, { signal: stop.signal }).then(
      (answer) => {
        center.apply([answer.run]);
        setRead({ answer, error: null });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (!isApiError(error)) throw error;
        if (error.status === 401) center.signedOut();
        setRead((before) => ({ ...before, error: error.code }));
      },
    );
    return () => stop.abort();
  }, [center, id, version, connection]);
  const answer = read.answer?.run.id === id ? read.answer : null;
  return { run: row, events: answer?.events ?? [], loaded: answer !== null, error: read.error };
}
