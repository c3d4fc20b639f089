import { useSync } from "../hooks/context.ts";
import { useInstallation } from "../hooks/use-installation.ts";
import { useSyncRuns } from "../hooks/use-sync-runs.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { SourceCard } from "./source-card.tsx";
import { SourceCardSkeleton } from "./source-card-skeleton.tsx";

/**
 * Four columns, two, or one: three would leave the fourth card alone in its row. One or two sources get wider cards. The
 * widths are the container's, so that they follow the reader's text size too.
 */
const columns = {
  many: "@min-[33rem]:grid-cols-2 @min-[67rem]:grid-cols-4",
  few: "@min-[33rem]:grid-cols-2",
} as const;
const skeletons = [0, 1, 2, 3];

/** A card for each source of the installation. */
export function SourceCards() {
  const { t } = useSync().words;
  const { sources, loaded } = useInstallation();
  const { known } = useSyncRuns();
  return (
    <section aria-label={t.app.sources} className="@container">
      <h2 className="sr-only">{t.app.sources}</h2>
      <div className={`grid gap-4 ${sources.length > 2 || !loaded ? columns.many : columns.few}`}>
        {loaded
          ? sources.map((source) => (
              <ErrorBoundary key={source.name} part="card" t={t}>
                <SourceCard source={source} runs={known} />
              </ErrorBoundary>
            ))
          : skeletons.map((key) => <SourceCardSkeleton key={key} />)}
      </div>
    </section>
  );
}
