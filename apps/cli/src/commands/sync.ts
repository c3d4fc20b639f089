import type { Client, StartResult } from "@sincro/client";
import { type ExitCode, UsageError } from "../output/exit-codes.ts";
import type { Context } from "./context.ts";
import { startAndFollow } from "./start.ts";
import { sourceOf, targetOf } from "./target.ts";

/** What to fetch, and what to do when the source is at it already. */
export interface SyncOptions {
  readonly mode: "today" | "7d" | "month" | "full";
  readonly onConflict?: "reject" | "attach" | "restart";
  readonly dryRun?: boolean;
  readonly detach?: boolean;
}

/** `sincro sync <source|all>` and, with `onConflict: "restart"`, `sincro restart`. */
export function sync(context: Context, word: string, options: SyncOptions): Promise<ExitCode> {
  const target = targetOf(word, context.terminal.texts);
  const { mode, onConflict = "reject", dryRun = false } = options;
  const requestId = crypto.randomUUID();
  const start = async (client: Client): Promise<StartResult> => {
    if (target.kind !== "all")
      return client.sync(await sourceOf(client, target), { mode, onConflict, dryRun, requestId });
    if (dryRun) throw new UsageError("--dry-run goes with one source");
    return client.syncAll({ mode, onConflict, requestId });
  };
  return startAndFollow(context, start, options);
}

/** `sincro resume <source|runId>`: a new run that goes on where the other ended. */
export function resume(context: Context, word: string, options: { readonly detach?: boolean }): Promise<ExitCode> {
  const target = targetOf(word, context.terminal.texts);
  if (target.kind === "all") throw new UsageError(context.terminal.texts.cli.notUuidNorSource(word, ""));
  const start = async (client: Client) =>
    client.resume(await sourceOf(client, target), target.kind === "run" ? { runId: target.runId } : {});
  return startAndFollow(context, start, options);
}
