import { useSync } from "../../hooks/context.ts";
import { useInstallation } from "../../hooks/use-installation.ts";

interface SourceChoiceProps {
  readonly chosen: string | null;
  readonly onChoose: (source: string | null) => void;
}

/** Which source's runs are shown. */
export function SourceChoice({ chosen, onChoose }: SourceChoiceProps) {
  const { t } = useSync().words;
  const { sources } = useInstallation();
  if (sources.length < 2 && chosen === null) return null;
  return (
    <select
      aria-label={t.results.source}
      data-testid="choose-source"
      value={chosen ?? ""}
      onChange={(event) => onChoose(event.target.value === "" ? null : event.target.value)}
      className="min-h-8 rounded-lg border border-line bg-card px-2 text-[0.8125rem] text-ink max-sm:min-h-12"
    >
      <option value="">{t.resultsOf.everySource}</option>
      {sources.map(({ name, title }) => (
        <option key={name} value={name}>
          {t.resultsOf.only(title)}
        </option>
      ))}
      {chosen !== null && !sources.some(({ name }) => name === chosen) && <option value={chosen}>{chosen}</option>}
    </select>
  );
}
