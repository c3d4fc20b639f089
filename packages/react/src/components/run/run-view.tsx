import { isActive } from "@sincro/machine";
import { useId, useRef } from "react";
import { useSync } from "../../hooks/context.ts";
import { useMoment } from "../../hooks/use-moment.ts";
import { useSyncRun } from "../../hooks/use-sync-run.ts";
import { type Moving, useTravel, useTravelKeys } from "../../hooks/use-travel.ts";
import { sentenceOf } from "../../texts/sentence.ts";
import { BatchList } from "./batch-list.tsx";
import type { Level } from "./heading.tsx";
import { MachineSection } from "./machine-section.tsx";
import { RunData } from "./run-data.tsx";
import { RunHeader } from "./run-header.tsx";
import { TransitionTable } from "./transition-table.tsx";

interface RunViewProps extends Moving {
  readonly id: string;
  /** Whether the run is the page, or a part of one: the default. It decides the headings. */
  readonly level?: Level;
  /** Whether batches and the row are shown, too; as a page it has all there is to know. */
  readonly whole?: boolean;
}

/** One run: its state, what one can do, the machine that it walks on, and its history. */
export function RunView({ id, level = "part", whole = level === "page", at, onAt }: RunViewProps) {
  const { t } = useSync().words;
  const heading = useId();
  const walk = useRef<HTMLDivElement>(null);
  const { run, events, loaded, error } = useSyncRun(id);
  const moment = useMoment(run !== null && isActive(run.status) ? 1_000 : null);
  const travel = useTravel(events, { at, onAt });
  useTravelKeys(walk, travel);
  return (
    <section
      aria-labelledby={run === null ? undefined : heading}
      data-testid="run"
      data-status={run?.status}
      className="flex min-w-0 flex-col gap-5 rounded-xl border border-line bg-card p-4"
    >
      {run === null && error === null && <p className="py-8 text-quiet">{t.results.loading}</p>}
      {run !== null && <RunHeader run={run} moment={moment} level={level} linked={!whole} headingId={heading} />}
      {error !== null && (
        <p role="alert" className="text-sm text-failed">
          {sentenceOf(error, t)}
        </p>
      )}
      <div ref={walk} className="flex min-w-0 flex-col gap-5">
        {run !== null && <MachineSection run={run} events={events} travel={travel} level={level} />}
        {run !== null && (
          <TransitionTable events={events} loaded={loaded} at={travel.at} onAt={travel.go} level={level} />
        )}
      </div>
      {run !== null && whole && <BatchList events={events} level={level} />}
      {run !== null && whole && <RunData run={run} level={level} />}
    </section>
  );
}
