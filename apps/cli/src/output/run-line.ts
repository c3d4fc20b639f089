import { isActive, type SyncRunRow, statuses } from "@sincro/machine";
import { sourceNamed } from "@sincro/sources";
import type { Texts } from "./terminal.ts";

const width = 16;

/** The provider's name of a source, as people write it. */
export function titleOf(source: string): string {
  return sourceNamed(source)?.manifest.title ?? source;
}

/** A bar where the provider gave a total, else nothing: no progress is ever invented. */
function bar({ total_expected, total_fetched }: SyncRunRow): string {
  if (total_expected === null || total_expected === 0) return "";
  const filled = Math.min(width, Math.floor((total_fetched / total_expected) * width));
  return `${"█".repeat(filled)}${"░".repeat(width - filled)}  `;
}

/** The word for a run's state; of one that this version does not know, that it is such. */
function wordOf({ status }: SyncRunRow, t: Texts["t"]): string {
  return statuses.some((known) => known === status) ? t.state[status] : t.state.unknown(status);
}

/** A run in one line: source, state, records, how long. `now` is the database's clock in milliseconds. */
export function runLine(run: SyncRunRow, now: number, { t, format }: Texts): string {
  const end = run.completed_at === null ? now : Date.parse(run.completed_at);
  return [
    titleOf(run.source).padEnd(12),
    wordOf(run, t).padEnd(13),
    `${bar(run)}${t.card.records(run.total_fetched)}`.padEnd(20),
    format.duration(end - Date.parse(run.started_at)).padEnd(12),
    run.id,
  ].join("  ");
}

/** Why a run ended as it did, or what keeps it; null when there is nothing to say. */
export function noteOf(run: SyncRunRow, { t }: Texts): string | null {
  if (run.status === "cancelled") return t.note.cancelled(run.ended_by ?? "", run.error_message, run.total_fetched);
  if (run.error_code === null) return null;
  const known = Object.hasOwn(t.error, run.error_code);
  const sentence = known ? t.error[run.error_code as keyof typeof t.error] : t.app.unknownCode(run.error_code);
  return isActive(run.status) || run.error_message === null ? sentence : `${sentence} (${run.error_message})`;
}
