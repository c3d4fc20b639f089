import type { CancelAnswer } from "@sincro/client";
import type { CenterState } from "../feed/center.ts";
import type { Words } from "./words.ts";

/** A cancel's receipt in sentences: `said` is what is announced, `title` what is shown. */
export interface ReceiptView {
  readonly title: string;
  readonly said: string;
  readonly already: string | null;
  /** Workers that have not yet confirmed that they let go; null when all have. */
  readonly unconfirmed: string | null;
}

/**
 * The receipt of a cancel, in words. The sources stand in the installation's order, as their cards do; the rows tell
 * which workers have confirmed since.
 */
export function receiptView(
  answer: CancelAnswer,
  all: boolean,
  { rows, installation }: Pick<CenterState, "rows" | "installation">,
  title: (source: string) => string,
  { t }: Words,
): ReceiptView {
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
  const unconfirmed = done.filter(({ runId, from }) => {
    const row = rows.get(runId);
    return from === "running" && row !== undefined && row.slice > 0 && row.stopped_at === null;
  });
  return {
    title: all && done.length > 0 && already.length === 0 ? t.cancel.doneAll(done.length, namesOf(done)) : said,
    said,
    already: already.length === 0 ? null : t.cancel.already(namesOf(already)),
    unconfirmed: unconfirmed.length === 0 ? null : t.cancel.unconfirmed(done.length, unconfirmed.length),
  };
}
