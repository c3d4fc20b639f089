import { type ExitCode, exitCodes, UsageError } from "../output/exit-codes.ts";
import { titleOf } from "../output/run-line.ts";
import { reach } from "../stack/reach.ts";
import type { Context } from "./context.ts";
import { targetOf } from "./target.ts";

/** `sincro cancel <source|runId|--all>`: prints the receipt, run by run. */
export async function cancel(
  { home, terminal }: Context,
  word: string | undefined,
  { all = false, reason }: { readonly all?: boolean; readonly reason?: string },
): Promise<ExitCode> {
  const { cli, t } = terminal.texts;
  if ((word === undefined) === !all) throw new UsageError(cli.needsAll);
  const target = word === undefined ? { kind: "all" as const } : targetOf(word, terminal.texts);
  const { client, close } = await reach(home, { work: false, log: terminal.log });
  try {
    const filter =
      target.kind === "all"
        ? { all: true as const }
        : target.kind === "run"
          ? { runId: target.runId }
          : { sources: [target.source] };
    const { receipt } = await client.cancel({ ...filter, reason });
    for (const { runId, source, cancelled, to, totalFetched } of receipt) {
      const title = titleOf(source);
      terminal.print(
        cancelled
          ? cli.cancelled(title, runId, t.card.records(totalFetched))
          : cli.alreadyOver(title, runId, t.state[to]),
      );
    }
    if (receipt.length === 0) terminal.print(cli.nothingActive);
    return exitCodes.done;
  } finally {
    await close();
  }
}

/** `sincro sweep [--release]`. */
export async function sweep(
  { home, terminal }: Context,
  { release = false }: { readonly release?: boolean },
): Promise<ExitCode> {
  const { client, close } = await reach(home, { work: false, log: terminal.log });
  try {
    const { expired, released, dispatched } = await client.sweep({ release });
    terminal.print(terminal.texts.cli.swept(expired, released, dispatched));
    return exitCodes.done;
  } finally {
    await close();
  }
}
