import { isApiError, type RunAnswer } from "@sincro/client";
import { useEffect, useRef, useState } from "react";
import { type OneAtATime, oneAtATime } from "../feed/one-at-a-time.ts";
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

/** A run that commits all the time is not read all the time: its row is live, and its history a second behind. */
const betweenReadingsMs = 1_000;

/** One run, live; its history is read again whenever the run's version grows. */
export function useSyncRun(id: string): SyncRun {
  const { center } = useSync();
  const { rows } = useObservable(center.state);
  const row = rows.get(id) ?? null;
  const [read, setRead] = useState<{ answer: RunAnswer | null; error: string | null }>({ answer: null, error: null });
  const version = row?.version ?? 0;
  const connection = useObservable(center.connection);
  const reading = useRef<OneAtATime | null>(null);
  useEffect(() => {
    reading.current = oneAtATime(
      (signal) =>
        center.feed.run(id, { signal }).then(
          (answer) => {
            center.apply([answer.run]);
            setRead({ answer, error: null });
          },
          (error: unknown) => {
            if (signal.aborted) return;
            if (!isApiError(error)) throw error;
            if (error.status === 401) center.signedOut();
            setRead((before) => ({ ...before, error: error.code }));
          },
        ),
      betweenReadingsMs,
    );
    return () => reading.current?.stop();
  }, [center, id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, a greater version, or a mended line, is what there is to read again for
  useEffect(() => reading.current?.ask(), [center, id, version, connection]);
  const answer = read.answer?.run.id === id ? read.answer : null;
  return { run: row, events: answer?.events ?? [], loaded: answer !== null, error: read.error };
}
