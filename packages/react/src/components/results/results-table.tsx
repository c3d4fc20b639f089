import { useSync } from "../../hooks/context.ts";
import type { RowView } from "../../view/row.ts";
import { whoIs } from "../../view/words.ts";
import { StatusBadge } from "../status-badge.tsx";
import { ActionCell, DurationCell, RecordsCell, StartedCell } from "./cells.tsx";

/** The lines to show, and the moment at which they are looked at, in milliseconds. */
export interface ResultsProps {
  readonly rows: readonly RowView[];
  readonly now: number;
}

const head = "py-2 pr-3 text-left font-medium text-quiet";
const cell = "border-t border-line py-2 pr-3 align-middle";

/** The results on a wide screen. Every ending has the same figures. */
export function ResultsTable({ rows, now }: ResultsProps) {
  const { words, title, Link, hrefOf } = useSync();
  const { t, format } = words;
  const longestMs = Math.max(0, ...rows.map((row) => row.spanMs));
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{t.results.title}</caption>
      <thead>
        <tr className="text-[0.8125rem]">
          {[
            t.results.source,
            t.results.state,
            t.results.records,
            t.results.duration,
            t.results.started,
            t.results.who,
          ].map((name) => (
            <th key={name} scope="col" className={head}>
              {name}
            </th>
          ))}
          <th scope="col" className={head}>
            <span className="sr-only">{t.results.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.run.id} data-testid="result" data-run={row.run.id} data-status={row.run.status}>
            <th scope="row" className={`${cell} text-left font-medium`}>
              <Link
                href={hrefOf(row.run.id)}
                className="hover:underline"
                data-testid="result-link"
                aria-label={t.results.open(title(row.run.source), format.date(row.startedAt))}
              >
                {title(row.run.source)}
              </Link>
            </th>
            <td className={`${cell} whitespace-nowrap`}>
              <StatusBadge phase={row.phase} />
            </td>
            <td className={cell}>
              <RecordsCell row={row} />
            </td>
            <td className={cell}>
              <DurationCell row={row} longestMs={longestMs} />
            </td>
            <td className={`${cell} whitespace-nowrap`}>
              <StartedCell row={row} now={now} />
            </td>
            <td className={`${cell} [overflow-wrap:break-word]`}>{whoIs(row.run.started_by, words)}</td>
            <td className={`${cell} py-0 pr-0 text-right`}>
              <ActionCell row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
