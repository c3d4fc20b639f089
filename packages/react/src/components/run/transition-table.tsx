import { chart, type SyncRunEvent } from "@sincro/machine";
import { useId, useMemo, useState } from "react";
import { useWords } from "../../hooks/context.ts";
import { useMedia } from "../../hooks/use-media.ts";
import { entryAt } from "../../view/moments.ts";
import { replay } from "../../view/replay.ts";
import { stepsOf } from "../../view/steps.ts";
import { Button } from "../base/button.tsx";
import { ScrollBox } from "../base/scroll-box.tsx";
import { Heading, type Level } from "./heading.tsx";
import { TransitionItem, TransitionRow } from "./transition-row.tsx";

interface TransitionTableProps {
  readonly events: readonly SyncRunEvent[];
  readonly loaded: boolean;
  /** The moment that is looked at (ISO 8601); null, or nothing, is now. */
  readonly at?: string | null;
  /** Where a pressed time leads; without it times cannot be pressed. */
  readonly onAt?: ((at: string) => void) | undefined;
  readonly level?: Level;
}

/** A run's history, line by line; the text alternative of its diagram. */
export function TransitionTable({ events, loaded, at = null, onAt, level = "part" }: TransitionTableProps) {
  const { t } = useWords();
  const heading = useId();
  const small = useMedia("(max-width: 639px)");
  const [asked, setAsked] = useState(false);
  const entry = entryAt(events, at);
  const { illegalEntries } = useMemo(() => replay(chart, events), [events]);
  const cut = stepsOf(events, asked);
  // The moment that is looked at is never among the lines that are left out.
  const shown = [...cut.first, ...cut.last];
  const all = entry !== null && !shown.some(({ n }) => n === entry);
  const { first, hidden, last } = all ? stepsOf(events, true) : cut;
  const columns = [t.run.time, t.run.from, t.run.event, t.run.to, t.run.took, t.results.who, t.steps.reason];
  const Line = small ? TransitionItem : TransitionRow;
  const line = (event: SyncRunEvent) => (
    <Line key={event.n} event={event} selected={event.n === entry} illegal={illegalEntries.has(event.n)} onAt={onAt} />
  );
  const more = (
    <Button look="quiet" data-testid="more-steps" onClick={() => setAsked(true)}>
      {t.run.more(hidden)}
    </Button>
  );
  return (
    <div>
      <Heading level={level} of="section" id={heading} className="pb-2 font-semibold">
        {t.run.transitions}
      </Heading>
      {events.length === 0 && (
        <p data-testid="steps-none" className="py-4 text-sm text-quiet">
          {loaded ? t.run.empty : t.results.loading}
        </p>
      )}
      {events.length > 0 && small && (
        <ul aria-labelledby={heading} className="text-[0.8125rem]">
          {first.map(line)}
          {hidden > 0 && <li className="border-t border-line py-2 text-center">{more}</li>}
          {last.map(line)}
        </ul>
      )}
      {events.length > 0 && !small && (
        <ScrollBox label={t.run.transitions}>
          <table className="w-full border-collapse text-[0.8125rem]" aria-labelledby={heading}>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col" className="py-2 pr-3 text-left font-medium text-quiet first:pl-1">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first.map(line)}
              {hidden > 0 && (
                <tr>
                  <td colSpan={columns.length} className="border-t border-line py-2 text-center">
                    {more}
                  </td>
                </tr>
              )}
              {last.map(line)}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </div>
  );
}
