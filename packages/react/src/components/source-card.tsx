import type { SourceInfo } from "@sincro/client";
import { isActive } from "@sincro/machine";
import { useSelector } from "@xstate/react";
import { History } from "lucide-react";
import { useId } from "react";
import { useSync } from "../hooks/context.ts";
import { useBeingCancelled } from "../hooks/use-being-cancelled.ts";
import { useMoment } from "../hooks/use-moment.ts";
import { useRunAction } from "../hooks/use-run-action.ts";
import { cardView } from "../view/card.ts";
import { connectionNote, credentialsNote } from "../view/connection-note.ts";
import { paceOf } from "../view/pace.ts";
import type { RunRow } from "../view/run-row.ts";
import { slownessOf } from "../view/spans.ts";
import { noteOf } from "../view/words.ts";
import { ActionIcon } from "./action-icon.tsx";
import { Button, buttonClass } from "./base/button.tsx";
import { CardFacts } from "./card-facts.tsx";
import { NoteLine } from "./note-line.tsx";
import { PaceLine } from "./pace-line.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { ScheduleLine } from "./schedule-line.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { TestButton } from "./test-button.tsx";

interface SourceCardProps {
  readonly source: SourceInfo;
  readonly runs: readonly RunRow[];
}

const frames = { silent: "border-stale", stale: "border-stale", failed: "border-failed" } as const;

/** One source: its state, its figures, one sentence when something is off, and what one can do. */
export function SourceCard({ source, runs }: SourceCardProps) {
  const { operations, words, Link, hrefOf } = useSync();
  const { t, format } = words;
  const heading = useId();
  const act = useRunAction();
  const beingCancelled = useBeingCancelled();
  // What is over does not tick.
  const live = runs.some((run) => run.source === source.name && isActive(run.status));
  const moment = useMoment(live ? 1_000 : null);
  const { run, phase, progress, freshUntil, action, ...figures } = cardView(source, runs, moment);
  const pace = run === null ? null : paceOf(run, runs, moment.now);
  const note = run === null ? null : noteOf(run, phase, source.title, moment, words);
  const missing = credentialsNote(source, words);
  const tested = useSelector(operations.testOf(source.name), (flow) => flow.context.tested);
  const records = run?.total_fetched ?? 0;
  const cancelling = run !== null && isActive(run.status) && beingCancelled(run.id);
  const label = cancelling ? t.cancel.doingOne : t.sync[action === "sync" ? "one" : action];
  const frame = phase.kind in frames ? frames[phase.kind as keyof typeof frames] : "border-line";
  return (
    <article
      aria-labelledby={heading}
      data-testid={`card-${source.name}`}
      data-status={run?.status ?? "idle"}
      data-phase={phase.kind}
      aria-busy={cancelling || undefined}
      className={`flex min-w-0 flex-col gap-3 rounded-xl border bg-card p-4 ${frame}`}
    >
      <header className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        <h3 id={heading} className="min-w-0 text-base font-semibold">
          {source.title}
        </h3>
        <StatusBadge phase={phase} />
      </header>
      <div className="flex items-center justify-between gap-2">
        <p className="min-w-0 text-quiet">
          <span className="text-lg font-semibold text-ink tabular-nums" data-testid="records">
            {format.number(records)}
          </span>{" "}
          {t.card.recordsWord(records)}
          {live && progress.kind === "known" && <> {t.card.ofAbout(progress.total)}</>}
        </p>
        <span className="flex items-center gap-1">
          {source.demo && (
            <span className="rounded border border-line px-1.5 text-xs font-medium text-quiet">{t.note.demo}</span>
          )}
          {(!live || phase.kind === "retrying") && <TestButton source={source} />}
        </span>
      </div>
      <ProgressBar progress={progress} phase={phase} source={source.title} />
      <CardFacts run={run} now={moment.now} {...figures} />
      <div className="flex flex-col gap-1">
        {run !== null && pace !== null && <PaceLine pace={pace} slowness={slownessOf(run, runs, moment.now)} />}
        {note !== null && <NoteLine note={note} />}
        {run?.dry_run && <p className="text-[0.8125rem] text-quiet">{t.note.dryRun}</p>}
        {missing !== null && <NoteLine note={missing} />}
        {tested !== null && missing === null && <NoteLine note={connectionNote(tested, words)} testId="tested" />}
        {run === null && missing === null && <p className="text-[0.8125rem] text-quiet">{t.note.never}</p>}
        {source.schedule && <ScheduleLine schedule={source.schedule} now={moment.now} />}
        {freshUntil !== null && (
          <p className="text-[0.8125rem] text-quiet">{t.note.fresh(format.moment(freshUntil, moment.now))}</p>
        )}
      </div>
      <footer className="mt-auto flex flex-wrap gap-2 pt-1">
        {run !== null && (
          <Link href={hrefOf(run.id)} className={buttonClass()} aria-label={t.card.seeRun(source.title)}>
            <History aria-hidden size={16} />
            {t.sync.view}
          </Link>
        )}
        <Button
          data-testid={`act-${source.name}`}
          data-action={action}
          unavailable={action === "cancel" ? null : (missing?.text ?? null)}
          aria-label={t.card.act(label, source.title)}
          onClick={() => act(action, source.name, run)}
        >
          <ActionIcon action={action} />
          {label}
        </Button>
      </footer>
    </article>
  );
}
