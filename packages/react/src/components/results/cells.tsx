import { useSync } from "../../hooks/context.ts";
import { useRunAction } from "../../hooks/use-run-action.ts";
import type { RowView } from "../../view/row.ts";
import { ActionIcon } from "../action-icon.tsx";
import { Button } from "../base/button.tsx";
import { looks } from "../look.ts";
import { TimeOf } from "../time-of.tsx";

interface CellProps {
  readonly row: RowView;
}

/** How many records, and what was new. */
export function RecordsCell({ row: { run } }: CellProps) {
  const { t, format } = useSync().words;
  const parts = [
    ...(run.total_inserted > 0 ? [t.results.inserted(run.total_inserted)] : []),
    ...(run.total_updated > 0 ? [t.results.updated(run.total_updated)] : []),
  ];
  return (
    <>
      <span className="tabular-nums">{format.number(run.total_fetched)}</span>
      {parts.length > 0 && <span className="block text-xs text-quiet tabular-nums">{parts.join(" · ")}</span>}
    </>
  );
}

/** How long, beside the others on the page, and whether that is out of the ordinary. */
export function DurationCell({ row, longestMs }: CellProps & { readonly longestMs: number }) {
  const { t, format } = useSync().words;
  const share = longestMs === 0 ? 0 : row.spanMs / longestMs;
  return (
    <>
      <span className="flex items-center gap-2">
        <span
          aria-hidden
          className={`h-1.5 rounded-full bg-current ${looks[row.phase.kind].bar}`}
          style={{ width: `${Math.max(0.25, share * 5)}rem` }}
        />
        <span className="whitespace-nowrap tabular-nums">{format.duration(row.spanMs)}</span>
      </span>
      {row.slowness !== null && (
        <span className="block text-xs text-stale">
          {t.note.slower(
            format.number(Math.round(row.slowness.times * 10) / 10),
            format.duration(row.slowness.usualMs),
          )}
        </span>
      )}
    </>
  );
}

/** When it began: relative for the eye, the whole moment on hover and for machines. */
export function StartedCell({ row, now }: CellProps & { readonly now: number }) {
  const { format } = useSync().words;
  return <TimeOf ms={row.startedAt}>{format.relative(row.startedAt, now)}</TimeOf>;
}

/** What one can do with this run. */
export function ActionCell({ row: { run, action } }: CellProps) {
  const { words, title } = useSync();
  const act = useRunAction();
  if (action === null) return null;
  return (
    <Button
      look="quiet"
      className="px-2"
      data-testid={`row-${action}`}
      aria-label={words.t.card.act(words.t.sync[action], title(run.source))}
      onClick={() => act(action, run.source, run)}
    >
      <ActionIcon action={action} />
      {words.t.sync[action]}
    </Button>
  );
}
