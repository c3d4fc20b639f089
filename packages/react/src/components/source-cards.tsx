import { useSync } from "../hooks/context.ts";
import { useInstallation } from "../hooks/use-installation.ts";
import { useSyncRuns } from "../hooks/use-sync-runs.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { SourceCard } from "./source-card.tsx";

/** One or two sources get wider cards: four narrow columns of which most are empty look like something is missing. */
const columns = {
  many: "grid-cols-[repeat(auto-fill,minmax(min(15.5rem,100%),1fr))]",
  few: "grid-cols-[repeat(auto-fill,minmax(min(24rem,100%),1fr))]",
} as const;
const skeletons = [0, 1, 2, 3];

/** A card for each source of the installation. */
export function SourceCards() {
  const { t } = useSync().words;
  const { sources, loaded } = useInstallation();
  const { runs } = useSyncRuns();
  return (
    <section aria-label={t.app.sources}>
      <h2 className="sr-only">{t.app.sources}</h2>
      <div className={`grid gap-4 ${sources.length > 2 || !loaded ? columns.many : columns.few}`}>
        {loaded
          ? sources.map((source) => (
              <ErrorBoundary key={source.name} part="card" t={t}>
                <SourceCard source={source} runs={runs} />
              </ErrorBoundary>
            ))
          : skeletons.map((key) => (
              <div key={key} aria-hidden className="h-64 rounded-xl border border-line bg-card p-4">
                <div className="h-5 w-2/5 rounded bg-sunk" />
                <div className="mt-4 h-2 rounded-full bg-sunk" />
              </div>
            ))}
      </div>
    </section>
  );
}
