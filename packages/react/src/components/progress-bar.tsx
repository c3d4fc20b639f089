import { useWords } from "../hooks/context.ts";
import type { Phase } from "../view/phase.ts";
import type { Progress } from "../view/progress.ts";
import { looks } from "./look.ts";

interface ProgressBarProps {
  readonly progress: Progress;
  readonly phase: Phase;
  readonly source: string;
}

/** How far a run is: a fraction only where the provider told a total, stripes where it did not, an empty rail when over. */
export function ProgressBar({ progress, phase, source }: ProgressBarProps) {
  const { t } = useWords();
  // Stripes move only while somebody works on it.
  const moves = phase.kind === "running" ? "sincro-progress-moves" : "";
  const className = `sincro-progress ${moves} ${looks[phase.kind].bar}`;
  switch (progress.kind) {
    case "none":
      return <div aria-hidden className={className} />;
    case "unknown":
      return (
        <progress
          className={className}
          aria-label={source}
          aria-valuetext={t.card.progressUnknown(source, progress.records)}
        />
      );
    case "known":
      return (
        <progress
          className={className}
          value={progress.value}
          max={progress.max}
          aria-label={source}
          aria-valuetext={t.card.progressKnown(source, progress.records, progress.total)}
        />
      );
  }
}
