import type { Client, ConflictAnswer, StartOutcome, StartResult } from "@sincro/client";
import type { SyncRunRow } from "@sincro/machine";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import { follow } from "../output/follow.ts";
import { titleOf } from "../output/run-line.ts";
import type { Terminal } from "../output/terminal.ts";
import { reach } from "../stack/reach.ts";
import type { Context } from "./context.ts";
import { interrupted } from "./interrupted.ts";

/** Starts something, says what became of it and follows it to its end. */
export async function startAndFollow(
  { home, terminal }: Context,
  start: (client: Client) => Promise<StartResult>,
  { detach = false }: { readonly detach?: boolean } = {},
): Promise<ExitCode> {
  const { client, server, close } = await reach(home, { work: true, log: terminal.log });
  const stop = interrupted();
  try {
    if (!server) terminal.log(terminal.texts.cli.noServer);
    const result = await start(client);
    if (result.kind === "conflict") return tellConflict(result.body, terminal);
    const refused = result.body.runs.filter((outcome) => tellProblem(outcome, terminal));
    const runs = result.body.runs.flatMap(({ run }) => run ?? []);
    if (detach && server) {
      for (const { id, source } of runs) terminal.print(`${source} ${id}`);
      return codeOf(runs, refused, true);
    }
    return codeOf(await follow(client, runs, terminal, stop.signal), refused, false);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    terminal.log(server ? terminal.texts.cli.leaves : terminal.texts.cli.handsOver);
    return exitCodes.failed;
  } finally {
    stop.release();
    await close();
  }
}

function codeOf(runs: readonly SyncRunRow[], refused: readonly StartOutcome[], detached: boolean): ExitCode {
  const failed =
    refused.some(({ outcome }) => outcome !== "conflict") ||
    (!detached && runs.some(({ status }) => status !== "completed"));
  if (failed) return exitCodes.failed;
  return refused.length > 0 ? exitCodes.conflict : exitCodes.done;
}

/** Says why a source did not start; false when it did. */
function tellProblem(outcome: StartOutcome, { log, texts: { cli } }: Terminal): boolean {
  const title = titleOf(outcome.source);
  switch (outcome.outcome) {
    case "started":
    case "attached":
      return false;
    case "conflict":
      log(`${title}: ${cli.choices}`);
      return true;
    case "unconfigured":
      log(cli.unconfigured(title, [...outcome.missing, ...outcome.invalid].join(", ")));
      return true;
    case "refused":
      log(cli.refused(title, outcome.detail));
      return true;
  }
}

function tellConflict(body: ConflictAnswer, { log, texts: { t, format, cli } }: Terminal): ExitCode {
  for (const holder of body.holders) {
    const since = format.duration(Date.parse(body.now) - Date.parse(holder.startedAt));
    const who = holder.startedBy ?? t.who.system;
    log(cli.holder(titleOf(holder.source), t.state[holder.status], who, since, t.card.records(holder.records)));
  }
  log(cli.choices);
  return exitCodes.conflict;
}
