import { FlaskConical, TriangleAlert } from "lucide-react";
import { useWords } from "../hooks/context.ts";
import { useInstallation } from "../hooks/use-installation.ts";
import { sweepStoppedFor } from "../view/sweep.ts";

/** What one must know of the installation: that the data is the demo provider's, or that nothing resumes by itself. */
export function FactsBanner() {
  const { t, format } = useWords();
  const { sources, policy, sweep } = useInstallation();
  const demo = sources.filter((source) => source.demo).map((source) => source.title);
  const stopped = sweepStoppedFor(sweep, policy);
  return (
    <>
      {stopped !== null && (
        <p
          role="alert"
          data-testid="sweep-stopped"
          className="flex gap-3 rounded-xl border border-stale bg-warning-tint p-3 text-sm"
        >
          <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-stale" />
          {t.live.sweepStopped(format.duration(stopped))}
        </p>
      )}
      {demo.length > 0 && (
        <p data-testid="demo" className="flex gap-3 rounded-xl border border-line bg-info-tint p-3 text-sm">
          <FlaskConical aria-hidden size={18} className="mt-0.5 shrink-0 text-running" />
          {t.demo.notice(demo)}
        </p>
      )}
    </>
  );
}
