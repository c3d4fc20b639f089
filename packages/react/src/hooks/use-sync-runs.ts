import { useMemo } from "react";
import type { RunRow } from "../view/run-row.ts";
import { byStart } from "../view/select.ts";
import { useSync } from "./context.ts";
import { useObservable } from "./use-observable.ts";

/** The runs that the page holds. */
export interface SyncRuns {
  /** Newest first. */
  readonly runs: readonly RunRow[];
  /** These and older completed ones, in no order: enough to tell what is usual for a source, and until when it is up to date. */
  readonly known: readonly RunRow[];
  /** Whether the first page has arrived. */
  readonly loaded: boolean;
  /** The code of why the last reading failed; the runs of the one before stay. */
  readonly error: string | null;
  readonly hasMore: boolean;
  loadMore(): Promise<void>;
  retry(): Promise<void>;
}

/** The runs, live: each is the newest version that the page has heard of. */
export function useSyncRuns(): SyncRuns {
  const { center } = useSync();
  const { rows, past, loaded, error, next } = useObservable(center.state);
  const runs = useMemo(() => [...rows.values()].toSorted(byStart), [rows]);
  const known = useMemo(() => [...runs, ...past.filter(({ id }) => !rows.has(id))], [runs, past, rows]);
  return { runs, known, loaded, error, hasMore: next !== null, loadMore: center.loadMore, retry: center.refetch };
}
