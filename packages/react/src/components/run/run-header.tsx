import { useSync } from "../../hooks/context.ts";
import { useRunAction } from "../../hooks/use-run-action.ts";
import { actionOf } from "../../view/card.ts";
import { type Moment, phaseOf } from "../../view/phase.ts";
import type { RunRow } from "../../view/run-row.ts";
import { byWhom, noteOf } from "../../view/words.ts";
import { ActionIcon } from "../action-icon.tsx";
import { Button } from "../base/button.tsx";
import { NoteLine } from "../note-line.tsx";
import { StatusBadge } from "../status-badge.tsx";
import { Heading, type Level } from "./heading.tsx";

interface RunHeaderProps {
  readonly run: RunRow;
  readonly moment: Moment;
  readonly level: Level;
  /** Whether its id leads to its own page. */
  readonly linked: boolean;
  readonly headingId: string;
}

/** Which run this is, how it stands, who began it, and what one can do with it. */
export function RunHeader({ run, moment, level, linked, headingId }: RunHeaderProps) {
  const { words, title, Link, hrefOf } = useSync();
  const { t, format } = words;
  const act = useRunAction();
  const phase = phaseOf(run, moment);
  const action = actionOf(run, moment.now);
  const note = noteOf(run, phase, title(run.source), moment, words);
  const id = <code className="font-mono text-sm font-normal text-quiet">{run.id.slice(0, 8)}</code>;
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Heading
          level={level}
          of="run"
          id={headingId}
          className="flex min-w-0 flex-wrap items-center gap-2 text-lg font-semibold"
        >
          {title(run.source)}
          {!linked ? (
            id
          ) : (
            <Link href={hrefOf(run.id)} className="inline-flex min-h-6 items-center underline" data-testid="run-link">
              {id}
            </Link>
          )}
          <StatusBadge phase={phase} />
        </Heading>
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
          byWhom(run.started_by, words),
          format.date(Date.parse(run.started_at)),
        )}
      </p>
      {note !== null && <NoteLine note={note} />}
    </header>
  );
}
