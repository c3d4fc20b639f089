import { useSyncRuns } from "../../hooks/use-sync-runs.ts";
import { inView } from "../../view/in-view.ts";
import { RunView } from "./run-view.tsx";

/** The run that there is to look at now, below the cards; nothing before the first one. */
export function RunInView({ source = null }: { readonly source?: string | null }) {
  const { runs } = useSyncRuns();
  const run = inView(runs, source);
  return run === null ? null : <RunView key={run.id} id={run.id} />;
}
