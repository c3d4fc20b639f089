import type { Client } from "@sincro/client";
import { isActive, type SyncRunRow } from "@sincro/machine";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import { noteOf, runLine } from "../output/run-line.ts";
import type { Terminal } from "../output/terminal.ts";
import { reach } from "../stack/reach.ts";
import type { Context } from "./context.ts";
import { interrupted } from "./interrupted.ts";

interface StatusOptions {
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** How often `--watch` looks, in milliseconds. */
const watchMs = 1_000;

/** `sincro status [--json] [--watch]`: what runs now, and the newest run of each source. */
export async function status(
  { home, terminal }: Context,
  { json = false, watch = false }: StatusOptions,
): Promise<ExitCode> {
  const { client, server, close } = await reach(home, { work: false, log: terminal.log });
  const stop = interrupted();
  try {
    if (!server && !json) terminal.log(terminal.texts.cli.noServerLook);
    do {
      const seen = await look(client);
      if (json) terminal.print(JSON.stringify(seen, null, watch ? undefined : 2));
      else show(seen, terminal, watch);
    } while (watch && (await waited(watchMs, stop.signal)));
    return exitCodes.done;
  } finally {
    stop.release();
    await close();
  }
}

interface Seen {
  readonly now: string;
  readonly sweptAt: string | null;
  readonly runs: readonly SyncRunRow[];
}

async function look(client: Client): Promise<Seen> {
  const [policy, active, newest] = await Promise.all([
    client.policy(),
    client.runs({ active: true }),
    client.runs({ limit: 100 }),
  ]);
  const runs = new Map(active.runs.map((run) => [run.id, run]));
  const shown = new Set<string>();
  for (const run of newest.runs) {
    if (shown.has(`${run.source} ${run.account}`) && !isActive(run.status)) continue;
    shown.add(`${run.source} ${run.account}`);
    runs.set(run.id, run);
  }
  return { now: policy.now, sweptAt: policy.sweptAt, runs: [...runs.values()] };
}

function show({ now, sweptAt, runs }: Seen, terminal: Terminal, watch: boolean): void {
  const { texts } = terminal;
  const { cli, format } = texts;
  if (watch && terminal.live) terminal.write("\u001b[H\u001b[J");
  for (const run of runs) {
    terminal.print(runLine(run, Date.parse(now), texts));
    const note = noteOf(run, texts);
    if (note !== null) terminal.print(`  ${note}`);
  }
  if (runs.length === 0) terminal.print(cli.nothingYet);
  terminal.print(
    sweptAt === null ? cli.sweepNever : cli.sweepAge(format.duration(Date.parse(now) - Date.parse(sweptAt))),
  );
}

/** Waits; false when it was interrupted meanwhile. */
function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
