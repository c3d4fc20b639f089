import type { CancelAnswer } from "@sincro/client";
import type { CenterState } from "../feed/center.ts";
import { momentOf } from "./run-row.ts";
import { tookOf } from "./step-words.ts";
import type { Words } from "./words.ts";

/** A cancel's receipt in sentences: `said` is what is announced, `title` what is shown. */
export interface ReceiptView {
  readonly title: string;
  readonly said: string;
  readonly already: string | null;
  /** Workers that have not yet confirmed that they let go; null when all have. */
  readonly unconfirmed: string | null;
  /** How long it took until the last worker let go; null while one has not, and where no worker was at work. */
  readonly stopped: string | null;
}

/** What a cancel ended that a worker held, and since when that worker has let go, by the rows of the page. */
function workersOf(answer: CancelAnswer, rows: CenterState["rows"]) {
  return answer.receipt.flatMap(({ runId, from, cancelled }) => {
    const row = rows.get(runId);
    return cancelled && from === "running" && row !== undefined && row.slice > 0 ? [row] : [];
  });
}

/** The runs of a receipt whose history is complete: nobody works on them any more. */
export function settledRuns(answer: CancelAnswer, rows: CenterState["rows"]): readonly string[] {
  return workersOf(answer, rows).flatMap(({ id, stopped_at }) => (stopped_at === null ? [] : [id]));
}

/**
 * The receipt of a cancel, in words. The sources stand in the installation's order, as their cards do; the rows tell
 * which workers have confirmed since, and how long that took.
 */
export function receiptView(
  answer: CancelAnswer,
  all: boolean,
  { rows, installation }: Pick<CenterState, "rows" | "installation">,
  title: (source: string) => string,
  words: Words,
): ReceiptView {
  const { t } = words;
  const order = installation?.sources.map(({ name }) => name) ?? [];
  const namesOf = (entries: CancelAnswer["receipt"]) => [
    ...new Set(
      entries
        .map(({ source }) => source)
        .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
        .map(title),
    ),
  ];
  const done = answer.receipt.filter((entry) => entry.cancelled);
  const already = answer.receipt.filter((entry) => !entry.cancelled);
  const said = done.length === 0 ? t.cancel.nothing : t.cancel.done(done.length, namesOf(done));
  const workers = workersOf(answer, rows);
  const took = workers.flatMap(({ completed_at, stopped_at }) =>
    completed_at === null || stopped_at === null ? [] : [momentOf(stopped_at) - momentOf(completed_at)],
  );
  const unconfirmed = workers.length - took.length;
  return {
    title: all && done.length > 0 && already.length === 0 ? t.cancel.doneAll(done.length, namesOf(done)) : said,
    said,
    already: already.length === 0 ? null : t.cancel.already(namesOf(already)),
    unconfirmed: unconfirmed === 0 ? null : t.cancel.unconfirmed(done.length, unconfirmed),
    stopped:
      took.length === 0 || unconfirmed > 0 ? null : t.cancel.stopped(took.length, tookOf(Math.max(...took), words)),
  };
}
