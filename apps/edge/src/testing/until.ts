import type { Client } from "@sincro/client";
import { isTerminal, type SyncRunRow } from "@sincro/machine";

/** Asks until the answer is there; what is asked decides, never how long it took. Gives up loudly after a minute. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const giveUp = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > giveUp) throw new Error(`waited a minute for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A run of a started source, once it is as the test wants it. A server that is away meanwhile is asked again. */
export function runWhen(
  client: Client,
  id: string,
  what: string,
  is: (run: SyncRunRow) => boolean,
): Promise<SyncRunRow> {
  return until(what, async () => {
    const { run } = await client.run(id).catch(() => ({ run: null }));
    return run !== null && is(run) ? run : null;
  });
}

/** A run as it ended. */
export function runOver(client: Client, id: string): Promise<SyncRunRow> {
  return runWhen(client, id, "the end of the run", ({ status }) => isTerminal(status));
}

/** The id of the one run that a start began. */
export async function startedId(client: Client, mode: "full" | "7d" = "full"): Promise<string> {
  const result = await client.sync("stripe", { mode });
  const id = result.kind === "started" ? result.body.syncRunId : undefined;
  if (id === undefined) throw new Error(`the start was answered with ${JSON.stringify(result)}`);
  return id;
}
