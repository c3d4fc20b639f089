import type { SyncRunEvent } from "@sincro/machine";
import { useId, useState } from "react";
import { useWords } from "../../hooks/context.ts";
import { cursorOf, tookOf } from "../../view/step-words.ts";
import { stepsOf } from "../../view/steps.ts";
import { Button } from "../base/button.tsx";
import { ScrollBox } from "../base/scroll-box.tsx";
import { Heading, type Level } from "./heading.tsx";

const cell = "border-t border-line py-1.5 pr-3 align-middle";

function BatchRow({ event }: { readonly event: SyncRunEvent }) {
  const words = useWords();
  const { t, format } = words;
  const cursor = cursorOf(event);
  return (
    <tr data-testid="batch" data-applied={event.applied}>
      <td className={`${cell} pl-1 tabular-nums`}>{event.seq === null ? "" : format.number(event.seq)}</td>
      <td className={`${cell} tabular-nums`}>{event.records === null ? "" : format.number(event.records)}</td>
      <td className={`${cell} whitespace-nowrap tabular-nums`}>{tookOf(event.ms, words)}</td>
      <td className={`${cell} max-w-0 w-1/2 min-w-32`}>
        <code title={cursor} className="block truncate font-mono text-xs text-quiet">
          {cursor}
        </code>
      </td>
      <td className={cell}>
        {event.applied ? (
          t.batches.saved
        ) : (
          <span className="text-failed">
            {t.batches.refused}: {event.reason}
          </span>
        )}
      </td>
    </tr>
  );
}

interface BatchListProps {
  readonly events: readonly SyncRunEvent[];
  readonly level: Level;
}

/** What the run saved, batch by batch; one that was refused saved nothing, and says so. */
export function BatchList({ events, level }: BatchListProps) {
  const { t } = useWords();
  const heading = useId();
  const [all, setAll] = useState(false);
  const { first, hidden, last } = stepsOf(
    events.filter(({ event }) => event === "COMMIT"),
    all,
  );
  const columns = [t.batches.n, t.results.records, t.batches.took, t.batches.cursor, t.batches.state];
  return (
    <div data-testid="batches">
      <Heading level={level} of="section" id={heading} className="pb-2 font-semibold">
        {t.batches.title}
      </Heading>
      {first.length === 0 ? (
        <p className="text-sm text-quiet">{t.batches.empty}</p>
      ) : (
        <ScrollBox label={t.batches.title}>
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
              {first.map((event) => (
                <BatchRow key={event.n} event={event} />
              ))}
              {hidden > 0 && (
                <tr>
                  <td colSpan={columns.length} className="border-t border-line py-2 text-center">
                    <Button look="quiet" onClick={() => setAll(true)}>
                      {t.run.more(hidden)}
                    </Button>
                  </td>
                </tr>
              )}
              {last.map((event) => (
                <BatchRow key={event.n} event={event} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </div>
  );
}
