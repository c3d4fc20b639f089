import { useSync } from "../../hooks/context.ts";
import { useRunAction } from "../../hooks/use-run-action.ts";
import type { RowView } from "../../view/row.ts";
import type { RunRow } from "../../view/run-row.ts";
import type { Words } from "../../view/words.ts";
import { ActionIcon } from "../action-icon.tsx";
import { Button } from "../base/button.tsx";
import { looks } from "../look.ts";
import { TimeOf } from "../time-of.tsx";

interface CellProps {
  readonly row: RowView;
}

/** What of a run's records was new, and what had changed. */
export function whatWasNew(run: RunRow, { t }: Words): readonly string[] {
  return [
    ...(run.total_inserted > 0 ? [t.results.inserted(run.total_inserted)] : []),
    ...(run.total_updated > 0 ? [t.results.updated(run.total_updated)] : []),
  ];
}

/** How much longer a run took than its source usually does; null when that is nothing out of the ordinary. */
export function slownessSaid({ slowness }: RowView, { t, format }: Words): string | null {
  if (slowness === null) return null;
  return t.note.slower(format.number(Math.round(slowness.times * 10) / 10), format.duration(slowness.usualMs));
}

/** How many records, and what was new. */
export function RecordsCell({ row: { run } }: CellProps) {
  const { words } = useSync();
  const { format } = words;
  const parts = whatWasNew(run, words);
  return (
    <>
      <span className="tabular-nums">{format.number(run.total_fetched)}</span>
      {parts.length > 0 && <span className="block text-xs text-quiet tabular-nums">{parts.join(" · ")}</span>}
    </>
  );
}

/** How long, beside the others on the page, and whether that is out of the ordinary. */
export function DurationCell({ row, longestMs }: CellProps & { readonly longestMs: number }) {
  const { words } = useSync();
  const { format } = words;
  const slow = slownessSaid(row, words);
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
      {slow !== null && <span className="block text-xs text-stale">{slow}</span>}
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
