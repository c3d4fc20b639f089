import { isActive } from "@sincro/machine";
import { useSelector } from "@xstate/react";
import { useId, useRef } from "react";
import { requestId } from "../flows/request-id.ts";
import { useSync } from "../hooks/context.ts";
import { useFocusKept } from "../hooks/use-focus-kept.ts";
import { useMoment } from "../hooks/use-moment.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { sentenceOf } from "../texts/sentence.ts";
import { phaseOf } from "../view/phase.ts";
import type { RunRow } from "../view/run-row.ts";
import { spanOf } from "../view/spans.ts";
import { byWhom, noteOf, stateWord } from "../view/words.ts";
import { Button } from "./base/button.tsx";

/** The choice that a conflict leaves. It stays until it is made, in the page and in the corner. */
export function ConflictNotice({ place }: { readonly place: "page" | "corner" }) {
  const { operations } = useSync();
  const open = useSelector(operations.start, (flow) => flow.matches("choosing") || flow.matches("restarting"));
  return open ? <OpenConflict place={place} /> : null;
}

function OpenConflict({ place }: { readonly place: "page" | "corner" }) {
  const { operations, words, center, go, hrefOf } = useSync();
  const { t } = words;
  const heading = useId();
  const frame = useRef<HTMLDivElement>(null);
  useFocusKept(frame);
  const { conflicts, error, call } = useSelector(operations.start, (flow) => flow.context);
  const restarting = useSelector(operations.start, (flow) => flow.matches("restarting"));
  const { rows } = useObservable(center.state);
  const held: readonly RunRow[] = conflicts.map((run) => rows.get(run.id) ?? run);
  const live = held.filter((run) => isActive(run.status));
  const over = live.length === 0;
  const first = live[0] ?? held[0];
  const send = (type: "RESTART" | "START_NOW") => operations.start.send({ type, requestId: requestId() });
  const doing = call.onConflict === "restart" ? t.conflict.restarting : t.conflict.gone;
  // One landmark is enough: the copy in the corner is a group of the notices there.
  const Frame = place === "page" ? "section" : "div";
  return (
    <Frame
      ref={frame}
      role={place === "page" ? undefined : "group"}
      aria-labelledby={heading}
      data-testid={`conflict-${place}`}
      className={`rounded-xl border border-stale bg-card p-4 text-sm ${place === "corner" ? "w-full shadow-raised" : ""}`}
    >
      <div>
        <h2 id={heading} className="font-semibold">
          {over ? t.conflict.over : t.conflict.title}
        </h2>
        <ul className="mt-1 flex flex-col gap-1 text-quiet">
          {held.map((run) => (
            <li key={run.id}>
              <HeldRun run={run} />
            </li>
          ))}
        </ul>
      </div>
      {error !== null && (
        <p role={place === "page" ? "alert" : undefined} className="mt-2 text-failed">
          {t.conflict.error(sentenceOf(error, t))}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          look="primary"
          data-testid="conflict-restart"
          aria-busy={restarting}
          onClick={() => send(over ? "START_NOW" : "RESTART")}
        >
          {restarting ? doing : over ? t.conflict.start : t.conflict.restart}
        </Button>
        <Button
          data-testid="conflict-watch"
          onClick={() => {
            operations.start.send({ type: "DISMISS" });
            if (first !== undefined) go(hrefOf(first.id));
          }}
        >
          {t.conflict.watch}
        </Button>
        <Button data-testid="conflict-keep" onClick={() => operations.start.send({ type: "DISMISS" })}>
          {over ? t.app.close : t.conflict.keep}
        </Button>
      </div>
    </Frame>
  );
}

function HeldRun({ run }: { readonly run: RunRow }) {
  const { words, title } = useSync();
  const { t, format } = words;
  const moment = useMoment(isActive(run.status) ? 1_000 : null);
  const source = title(run.source);
  if (!isActive(run.status)) return t.conflict.ended(source);
  const phase = phaseOf(run, moment);
  const line = t.conflict.body(
    source,
    stateWord(phase, words),
    format.duration(spanOf(run, moment.now)),
    byWhom(run.started_by, words),
  );
  if (phase.kind !== "silent") return line;
  const silent =
    phase.sweepAt === null || phase.next !== "resumes"
      ? noteOf(run, phase, source, moment, words)?.text
      : t.conflict.silent(format.duration(moment.now - phase.since), format.time(phase.sweepAt));
  return (
    <>
      {line}. {silent}
    </>
  );
}
