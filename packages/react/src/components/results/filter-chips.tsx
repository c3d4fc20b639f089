import { useWords } from "../../hooks/context.ts";
import type { RunRow } from "../../view/run-row.ts";
import { type Filter, filters, passes } from "../../view/select.ts";

interface FilterChipsProps {
  readonly runs: readonly RunRow[];
  readonly chosen: Filter;
  readonly onChoose: (filter: Filter) => void;
}

/** The results' filters, each with how many of the runs that are here pass it. */
export function FilterChips({ runs, chosen, onChoose }: FilterChipsProps) {
  const { t, format } = useWords();
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t.results.filter}</legend>
      {filters.map((filter) => (
        <button
          key={filter}
          type="button"
          aria-pressed={filter === chosen}
          data-testid={`filter-${filter}`}
          onClick={() => onChoose(filter)}
          className="inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-full border border-line px-3 text-[0.8125rem] text-quiet hover:bg-sunk aria-pressed:border-ink aria-pressed:font-medium aria-pressed:text-ink max-sm:min-h-10"
        >
          {t.results.filters[filter]}
          <span className="tabular-nums">{format.number(runs.filter((run) => passes(filter, run)).length)}</span>
        </button>
      ))}
    </fieldset>
  );
}
