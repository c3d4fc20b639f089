import { TriangleAlert } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { useSync } from "../../hooks/context.ts";
import { useMedia } from "../../hooks/use-media.ts";
import { useMoment } from "../../hooks/use-moment.ts";
import { useObservable } from "../../hooks/use-observable.ts";
import { useSyncRuns } from "../../hooks/use-sync-runs.ts";
import { sentenceOf } from "../../texts/sentence.ts";
import { rowView } from "../../view/row.ts";
import { type Filter, liveOf, passes } from "../../view/select.ts";
import { Button } from "../base/button.tsx";
import { CancelAllButton } from "../cancel-all-button.tsx";
import { CleanStuckButton } from "../clean-stuck-button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { LayoutChoice } from "./layout-choice.tsx";
import { ResultsList } from "./results-list.tsx";
import { ResultsTable } from "./results-table.tsx";
import { ResultsSkeleton } from "./skeleton.tsx";
import { SourceChoice } from "./source-choice.tsx";

interface SyncResultsPanelProps {
  /** The filter, when the page keeps it (in its address, for example). */
  readonly filter?: Filter;
  readonly onFilter?: (filter: Filter) => void;
  /** The one source to show; null for all. */
  readonly source?: string | null;
  readonly onSource?: (source: string | null) => void;
}

/** Every run, whatever its end, newest first; with the actions on all of them, so that it can stand alone. */
export function SyncResultsPanel({ filter: given, onFilter, source: givenSource, onSource }: SyncResultsPanelProps) {
  const { layout, words } = useSync();
  const { t } = words;
  const heading = useId();
  const [own, setOwn] = useState<Filter>("all");
  const filter = given ?? own;
  const [ownSource, setOwnSource] = useState<string | null>(null);
  const source = givenSource === undefined ? ownSource : givenSource;
  const { runs: every, known, loaded, error, hasMore, loadMore, retry } = useSyncRuns();
  const runs = useMemo(() => every.filter((run) => source === null || run.source === source), [every, source]);
  const moment = useMoment(liveOf(runs).length > 0 ? 1_000 : 60_000);
  // Where the table would not fit, rows of two lines are easier to read than a table that scrolls.
  const small = useMedia("(max-width: 55.99rem)");
  const rows = useMemo(
    () => runs.filter((run) => passes(filter, run)).map((run) => rowView(run, known, moment)),
    [runs, known, filter, moment],
  );
  const List = useObservable(layout) === "list" || small ? ResultsList : ResultsTable;
  return (
    <section aria-labelledby={heading} data-testid="results" className="rounded-xl border border-line bg-card p-4">
      <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
        <h2 id={heading} className="text-base font-semibold">
          {t.results.title}
        </h2>
        <div className="flex flex-wrap gap-2">
          <CleanStuckButton />
          <CancelAllButton />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 pb-3">
        <FilterChips runs={runs} chosen={filter} onChoose={onFilter ?? setOwn} />
        <div className="flex flex-wrap items-center gap-2">
          <SourceChoice chosen={source} onChoose={onSource ?? setOwnSource} />
          {!small && <LayoutChoice />}
        </div>
      </div>
      {error !== null && <LoadError text={t.results.error(sentenceOf(error, t))} onRetry={() => void retry()} />}
      {!loaded && error === null && <ResultsSkeleton label={t.results.loading} />}
      {rows.length > 0 && (
        // Positioned, so that what only screen readers meet scrolls with the table instead of widening the page.
        <div className="relative overflow-x-auto">
          <List rows={rows} now={moment.now} />
        </div>
      )}
      {loaded && rows.length === 0 && (
        <p data-testid="results-empty" className="border-t border-line py-8 text-center text-quiet">
          {every.length === 0 ? t.results.empty : t.results.emptyFilter}
        </p>
      )}
      {loaded && !hasMore && rows.length > 0 && (
        <p data-testid="results-end" className="border-t border-line pt-3 text-center text-[0.8125rem] text-quiet">
          {t.resultsOf.end}
        </p>
      )}
      {hasMore && (
        <div className="border-t border-line pt-3 text-center">
          <Button onClick={() => void loadMore()} data-testid="load-more">
            {t.results.more}
          </Button>
        </div>
      )}
    </section>
  );
}

function LoadError({ text, onRetry }: { readonly text: string; readonly onRetry: () => void }) {
  const { t } = useSync().words;
  return (
    <div
      role="alert"
      data-testid="load-error"
      className="mb-3 flex flex-wrap items-center gap-3 rounded-lg bg-error-tint px-3 py-2 text-sm text-failed"
    >
      <TriangleAlert aria-hidden size={16} className="shrink-0" />
      <span className="min-w-0 flex-[1_1_12rem]">{text}</span>
      <Button onClick={onRetry}>{t.app.retry}</Button>
    </div>
  );
}
