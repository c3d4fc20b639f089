import { isActive } from "@sincro/machine";
import { useId } from "react";
import { useSync } from "../../hooks/context.ts";
import { useMoment } from "../../hooks/use-moment.ts";
import { useRunAction } from "../../hooks/use-run-action.ts";
import { useSyncRun } from "../../hooks/use-sync-run.ts";
import { sentenceOf } from "../../texts/sentence.ts";
import { actionOf } from "../../view/card.ts";
import { phaseOf } from "../../view/phase.ts";
import { noteOf, whoIs } from "../../view/words.ts";
import { ActionIcon } from "../action-icon.tsx";
import { Button } from "../base/button.tsx";
import { NoteLine } from "../note-line.tsx";
import { StatusBadge } from "../status-badge.tsx";
import { SyncRunChart } from "../chart/sync-run-chart.tsx";
import { TransitionTable } from "./transition-table.tsx";

/** One run: its state, what one can do, and its history. */
export function RunView({ id }: { readonly id: string }) {
  const { words, title } = useSync();
  const { t, format } = words;
  const heading = useId();
  const act = useRunAction();
  const { run, events, loaded, error } = useSyncRun(id);
  const moment = useMoment(run !== null && isActive(run.status) ? 1_000 : null);
  if (run === null) {
    return <p className="py-8 text-quiet">{error === null ? t.results.loading : sentenceOf(error, t)}</p>;
  }
  const phase = phaseOf(run, moment);
  const action = actionOf(run, moment.now);
  const note = noteOf(run, phase, title(run.source), moment, words);
  return (
    <section
      aria-labelledby={heading}
      data-testid="run"
      data-status={run.status}
      className="flex flex-col gap-4 rounded-xl border border-line bg-card p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 id={heading} className="flex min-w-0 flex-wrap items-center gap-2 text-lg font-semibold">
          {title(run.source)}
          <code className="font-mono text-sm font-normal text-quiet">{run.id.slice(0, 8)}</code>
          <StatusBadge phase={phase} />
        </h1>
        {action !== null && (
          <Button
            look={action === "cancel" ? "danger" : "plain"}
            data-testid={`run-${action}`}
            onClick={() => act(action, run.source, run)}
          >
            <ActionIcon action={action} />
            {t.sync[action]}
          </Button>
        )}
      </div>
      <p className="text-sm text-quiet">
        {t.run.summary(
          t.sync.range[run.mode] ?? run.mode,
          whoIs(run.started_by, words),
          format.date(Date.parse(run.started_at)),
        )}
      </p>
      {note !== null && <NoteLine note={note} />}
      {error !== null && (
        <p role="alert" className="text-sm text-failed">
          {sentenceOf(error, t)}
        </p>
      )}
      <SyncRunChart run={run} events={events} lang="es" title={title(run.source)} />
      <TransitionTable events={events} loaded={loaded} />
    </section>
  );
}
