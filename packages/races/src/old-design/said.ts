import type { Answer } from "../explorer/scenario.ts";
import type { RunNames } from "./names.ts";

interface Run {
  readonly id: string;
  readonly status: string;
  readonly total_fetched: number;
}

interface Told {
  readonly outcome?: string;
  readonly applied?: boolean;
  readonly reason?: string | null;
  readonly run?: Run | null;
  readonly receipt?: readonly { readonly runId: string; readonly cancelled: boolean; readonly to: string }[];
  readonly expired?: readonly Run[];
  readonly released?: readonly Run[];
}

/** A run as a timeline shows it. */
export function runInWords({ id, status, total_fetched }: Run, names: RunNames): string {
  return `${names.of(id)} ${status}${total_fetched > 0 ? `, ${total_fetched} fetched` : ""}`;
}

function ofFunction({ outcome, applied, reason, run, receipt, expired, released }: Told, names: RunNames): string {
  if (receipt !== undefined) {
    if (receipt.length === 0) return "nothing to cancel";
    return receipt
      .map((line) => `${names.of(line.runId)} ${line.cancelled ? "" : "was already "}${line.to}`)
      .join("; ");
  }
  if (expired !== undefined && released !== undefined) {
    const swept = [...expired, ...released].map((each) => runInWords(each, names));
    return swept.length === 0 ? "nobody is overdue" : swept.join("; ");
  }
  const of = run ? runInWords(run, names) : "no run";
  if (outcome !== undefined) return `${outcome}: ${of}`;
  return applied === true ? of : `refused, ${reason}: ${of}`;
}

/** What the database answered to a statement, in words. */
export function said(answer: Answer, names: RunNames): string {
  if (!answer.ok) return `error ${answer.code}: ${answer.message}`;
  const [row] = answer.rows;
  if (row === undefined) return "nothing";
  if (row.answer !== undefined) return ofFunction(row.answer as Told, names);
  if (row.run !== undefined) return runInWords(row.run as Run, names);
  return answer.rows.length === 1 ? "1 row" : `${answer.rows.length} rows`;
}
