import type { SyncRunRow } from "@sincro/machine";
import { noteOf, titleOf } from "../output/run-line.ts";
import type { Texts } from "../output/terminal.ts";

/** What a receiver is shown of a run: no cursor, no metadata, nothing that a project added to the table. */
const shown = [
  "id",
  "source",
  "account",
  "status",
  "mode",
  "dry_run",
  "window_start",
  "window_end",
  "group_id",
  "resumed_from",
  "started_at",
  "started_by",
  "completed_at",
  "ended_by",
  "total_fetched",
  "total_inserted",
  "total_updated",
  "total_skipped",
  "total_expected",
  "error_code",
  "error_message",
  "silences",
  "attempts",
] as const satisfies readonly (keyof SyncRunRow)[];

/** The body of the webhook: `text` is what Slack shows, the rest is for programs (Standard Webhooks). */
export interface Message {
  readonly type: "run.failed" | "run.stale";
  readonly timestamp: string;
  readonly text: string;
  readonly data: { readonly run: Pick<SyncRunRow, (typeof shown)[number]> };
}

/**
 * What is told of a run that failed or got stuck. Chats read `<…>` as a mention or a link, and a provider's error text
 * is somebody else's: in `text` it stays text.
 *
 * @param at when it ended (ISO 8601)
 */
export function messageOf(run: SyncRunRow, at: string, texts: Texts): Message {
  const { cli, t, format } = texts;
  const took = format.duration(Date.parse(run.completed_at ?? at) - Date.parse(run.started_at));
  const title = run.account === "default" ? titleOf(run.source) : `${titleOf(run.source)} (${run.account})`;
  const said = cli.alert(title, t.state[run.status], t.card.records(run.total_fetched), took, noteOf(run, texts));
  return {
    type: run.status === "stale" ? "run.stale" : "run.failed",
    timestamp: new Date(at).toISOString(),
    text: said.replaceAll("<", "‹").replaceAll(">", "›"),
    data: { run: Object.fromEntries(shown.map((name) => [name, run[name]])) as Message["data"]["run"] },
  };
}
