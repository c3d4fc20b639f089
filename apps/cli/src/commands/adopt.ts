import { sourceNamed } from "@sincro/sources";
import {
  type Adoption,
  adopt as adoptTable,
  isAdoptFailed,
  isAdoptRefused,
  planAdoption,
  type ReadCheckpoint,
} from "@sincro/store/adopt";
import { startEmbeddedPostgres } from "@sincro/store/server";
import { type Ask, askHere } from "../output/ask.ts";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import type { Terminal } from "../output/terminal.ts";
import { problemOf, sentenceOf } from "../texts/adopt/index.ts";
import type { Context } from "./context.ts";

/** What `sincro adopt` may be told. */
interface AdoptChoices {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Each source reads the cursors of the functions that it took the place of. */
const read: ReadCheckpoint = (source, checkpoint, run) =>
  sourceNamed(source)?.older?.(checkpoint, run) ?? { kind: checkpoint === null ? "nothing" : "unreadable" };

/**
 * `sincro adopt [--dry-run | --yes]`: makes the `sync_runs` of an older installation Sincro's own. It says what it would
 * do and asks; with `--dry-run` it also prints the SQL and changes nothing. Exit code 1 when it was refused or failed,
 * 2 when there is nobody to ask or nothing to adopt.
 */
export async function adopt(
  { home, terminal }: Context,
  { dryRun = false, yes = false }: AdoptChoices,
  ask: Ask = askHere,
): Promise<ExitCode> {
  const { databaseUrl } = home.config;
  const embedded =
    databaseUrl === undefined ? await startEmbeddedPostgres({ dir: home.dir, log: terminal.log }) : undefined;
  try {
    return await carryOut(databaseUrl ?? (embedded?.url as string), terminal, { dryRun, yes }, ask);
  } catch (error) {
    return told(error, terminal);
  } finally {
    await embedded?.stop();
  }
}

async function carryOut(url: string, terminal: Terminal, { dryRun, yes }: AdoptChoices, ask: Ask): Promise<ExitCode> {
  const { adopt: words } = terminal.texts.cli;
  const planned = await planAdoption(url, { read });
  if (planned.kind !== "older") return nothingToDo(planned.kind, terminal);
  terminal.print(dryRun ? words.wouldDo : words.willDo);
  for (const saying of planned.plan.sayings) terminal.print(`  · ${sentenceOf(saying, words)}`);
  if (dryRun) {
    terminal.print(`\n${words.sql}`);
    for (const sql of planned.plan.sql) terminal.print(sql);
    return exitCodes.done;
  }
  if (!yes) {
    const answer = await ask(words.question);
    if (answer === null) {
      terminal.log(words.nobodyToAsk);
      return exitCodes.usage;
    }
    if (!words.yes.test(answer)) {
      terminal.log(words.notDone);
      return exitCodes.failed;
    }
  }
  const done = await adoptTable(url, { read });
  if (done.kind !== "older") return nothingToDo(done.kind, terminal);
  terminal.print(words.done);
  return exitCodes.done;
}

function nothingToDo(kind: Exclude<Adoption["kind"], "older">, { print, log, texts: { cli } }: Terminal): ExitCode {
  if (kind === "ours") {
    print(cli.adopt.ours);
    return exitCodes.done;
  }
  log(cli.adopt.absent);
  return exitCodes.usage;
}

function told(error: unknown, { log, texts: { cli } }: Terminal): ExitCode {
  if (isAdoptRefused(error)) {
    log(cli.adopt.refused);
    for (const problem of error.problems) log(`  · ${problemOf(problem, cli.adopt)}`);
    return exitCodes.failed;
  }
  if (!isAdoptFailed(error)) throw error;
  log(error.isBusy ? cli.adopt.busy : cli.adopt.failed);
  log(`  ${error.message}`);
  return exitCodes.failed;
}
