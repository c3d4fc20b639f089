import { useEffect, useRef } from "react";
import type { Rows } from "../feed/rows.ts";
import { changesBetween } from "../feedback/changes.ts";
import { useSync } from "../hooks/context.ts";
import { useMoment } from "../hooks/use-moment.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { phaseOf } from "../view/phase.ts";
import { liveOf, silentOf } from "../view/select.ts";
import { noteOf, stateWord } from "../view/words.ts";

/** The page's one polite region and its one alert: what happens to the runs, once each, and never what was there before. */
export function LiveRegions() {
  const { center, announcer, words, title } = useSync();
  const { rows, loaded } = useObservable(center.state);
  const moment = useMoment(liveOf([...rows.values()]).length > 0 ? 1_000 : null);
  const seen = useRef<{ rows: Rows; silent: ReadonlySet<string> } | null>(null);
  useEffect(() => {
    if (!loaded) return;
    const before = seen.current;
    const silent = new Set(silentOf([...rows.values()], moment.now).map((run) => run.id));
    seen.current = { rows, silent };
    if (before === null) return;
    for (const { key, kind, run } of changesBetween(before.rows, rows, before.silent, moment.now)) {
      const phase = phaseOf(run, moment);
      const text = words.t.sr.state(title(run.source), stateWord(phase, words));
      const alarming = kind === "fellSilent" || run.status === "failed" || run.status === "stale";
      const note = alarming ? noteOf(run, phase, title(run.source), moment, words) : null;
      announcer.tell(key, note === null ? text : `${text}. ${note.text}`, alarming);
    }
  }, [rows, loaded, moment, announcer, words, title]);
  return (
    <div className="sr-only">
      <div aria-live="polite" data-testid="polite">
        {useObservable(announcer.polite)}
      </div>
      <div role="alert" data-testid="alert">
        {useObservable(announcer.alert)}
      </div>
    </div>
  );
}
