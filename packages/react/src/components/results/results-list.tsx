import { useSync } from "../../hooks/context.ts";
import type { RowView } from "../../view/row.ts";
import { whoIs } from "../../view/words.ts";
import { StatusBadge } from "../status-badge.tsx";
import { ActionCell, StartedCell, slownessSaid, whatWasNew } from "./cells.tsx";
import type { ResultsProps } from "./results-table.tsx";

/** The results as lines of two: on a phone, and where one would rather read than compare. They say all that the table says. */
export function ResultsList({ rows, now }: ResultsProps) {
  const { t } = useSync().words;
  return (
    <ul className="text-sm" aria-label={t.results.title}>
      {rows.map((row) => (
        <ResultsItem key={row.run.id} row={row} now={now} />
      ))}
    </ul>
  );
}

function ResultsItem({ row, now }: { readonly row: RowView; readonly now: number }) {
  const { words, title, Link, hrefOf } = useSync();
  const { t, format } = words;
  const { run } = row;
  const slow = slownessSaid(row, words);
  const figures = [t.card.records(run.total_fetched), ...whatWasNew(run, words), format.duration(row.spanMs)];
  return (
    <li
      data-testid="result"
      data-run={run.id}
      data-status={run.status}
      className="flex flex-col gap-1 border-t border-line py-2"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link
          href={hrefOf(run.id)}
          className="py-1 font-medium hover:underline"
          data-testid="result-link"
          aria-label={t.results.open(title(run.source), format.date(row.startedAt))}
        >
          {title(run.source)}
        </Link>
        <StatusBadge phase={row.phase} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-2 text-quiet">
        <span className="min-w-0 tabular-nums [overflow-wrap:anywhere]">
          {figures.join(" · ")}
          {slow !== null && <span className="text-stale"> · {slow}</span>} · <StartedCell row={row} now={now} /> ·{" "}
          {whoIs(run.started_by, words)}
        </span>
        <ActionCell row={row} />
      </div>
    </li>
  );
}
