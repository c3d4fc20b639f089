import type { SyncRunEvent } from "@sincro/machine";
import { useId, useState } from "react";
import { useWords } from "../../hooks/context.ts";
import { stepsOf } from "../../view/steps.ts";
import { Button } from "../base/button.tsx";
import { TransitionRow } from "./transition-row.tsx";

interface TransitionTableProps {
  readonly events: readonly SyncRunEvent[];
  readonly loaded: boolean;
}

/** A run's history, line by line; the text alternative of its diagram. */
export function TransitionTable({ events, loaded }: TransitionTableProps) {
  const { t } = useWords();
  const heading = useId();
  const [all, setAll] = useState(false);
  const { first, hidden, last } = stepsOf(events, all);
  const columns = [t.run.time, t.run.from, t.run.event, t.run.to, t.run.took, t.results.who, t.run.detail];
  return (
    <div>
      <h2 id={heading} className="pb-2 font-semibold">
        {t.run.transitions}
      </h2>
      {events.length === 0 ? (
        <p data-testid="steps-none" className="py-4 text-sm text-quiet">
          {loaded ? t.run.empty : t.results.loading}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="overflow-x-auto" tabIndex={0} aria-labelledby={heading}>
          <table className="w-full border-collapse text-[0.8125rem]" aria-labelledby={heading}>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col" className="py-2 pr-3 text-left font-medium text-quiet">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first.map((event) => (
                <TransitionRow key={event.n} event={event} />
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
                <TransitionRow key={event.n} event={event} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
