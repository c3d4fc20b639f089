import type { Client } from "@sincro/client";
import { isTerminal, type SyncRunRow } from "@sincro/machine";
import { noteOf, runLine } from "./run-line.ts";
import type { Terminal } from "./terminal.ts";

/** How often a line says that a run goes on where nobody watches a terminal, in milliseconds. */
const quietMs = 10_000;
/** How often the lines of a terminal are drawn anew, so that times go on, in milliseconds. */
const drawMs = 250;

/**
 * Shows runs until all are over: lines drawn in place on a terminal, plain lines at each change of state elsewhere.
 *
 * @returns the runs as they ended
 */
export async function follow(
  client: Client,
  runs: readonly SyncRunRow[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly SyncRunRow[]> {
  const rows = new Map(runs.map((run) => [run.id, run]));
  const over = () => [...rows.values()].every(({ status }) => isTerminal(status));
  const show = terminal.live ? drawing(terminal) : saying(terminal);
  let skew = 0;
  const stop = new AbortController();
  const timer = setInterval(() => show([...rows.values()], Date.now() + skew), drawMs);
  const take = (run: SyncRunRow) => {
    const known = rows.get(run.id);
    if (known !== undefined && run.version > known.version) rows.set(run.id, run);
    if (over()) stop.abort();
  };
  try {
    for await (const event of client.stream({ signal: AbortSignal.any([signal, stop.signal]) })) {
      if (event.type === "run") take(event.run);
      if (event.type !== "hello") continue;
      skew = Date.parse(event.now) - Date.now();
      // What ended before the stream began is not among its rows for ever: ask for each.
      for (const { id } of rows.values()) take((await client.run(id, { signal })).run);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
    show([...rows.values()], Date.now() + skew, true);
  }
  return [...rows.values()];
}

type Show = (rows: readonly SyncRunRow[], now: number, last?: boolean) => void;

function linesOf(rows: readonly SyncRunRow[], now: number, { texts }: Terminal): readonly string[] {
  return rows.flatMap((run) => {
    const note = noteOf(run, texts);
    return [runLine(run, now, texts), ...(note === null ? [] : [`  ${note}`])];
  });
}

function drawing(terminal: Terminal): Show {
  let drawn = 0;
  return (rows, now) => {
    const lines = linesOf(rows, now, terminal);
    terminal.write(
      `${drawn === 0 ? "" : `\u001b[${drawn}A`}${lines.map((line) => `\u001b[2K${line}\n`).join("")}\u001b[J`,
    );
    drawn = lines.length;
  };
}

function saying(terminal: Terminal): Show {
  const said = new Map<string, { readonly status: string; readonly at: number }>();
  return (rows, now, last) => {
    for (const run of rows) {
      const before = said.get(run.id);
      if (before?.status === run.status && (last || isTerminal(run.status) || now - before.at < quietMs)) continue;
      said.set(run.id, { status: run.status, at: now });
      for (const line of linesOf([run], now, terminal)) terminal.print(line);
    }
  };
}
