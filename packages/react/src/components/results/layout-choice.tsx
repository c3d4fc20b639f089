import { List, Table } from "lucide-react";
import { layouts } from "../../feedback/remembered.ts";
import { useSync } from "../../hooks/context.ts";
import { useObservable } from "../../hooks/use-observable.ts";

const icons = { table: Table, list: List } as const;

/** Whether the results are a table or a list. */
export function LayoutChoice() {
  const { layout, words } = useSync();
  const { t } = words;
  const chosen = useObservable(layout);
  return (
    <fieldset className="flex items-center rounded-lg border border-line">
      <legend className="sr-only">{t.resultsOf.layout}</legend>
      {layouts.map((name) => {
        const Icon = icons[name];
        return (
          <button
            key={name}
            type="button"
            data-testid={`layout-${name}`}
            aria-pressed={name === chosen}
            aria-label={t.resultsOf[name]}
            title={t.resultsOf[name]}
            onClick={() => layout.set(name)}
            className="inline-flex min-h-8 cursor-pointer items-center rounded-lg px-2.5 text-quiet hover:bg-sunk aria-pressed:bg-sunk aria-pressed:text-ink"
          >
            <Icon aria-hidden size={16} />
          </button>
        );
      })}
    </fieldset>
  );
}
