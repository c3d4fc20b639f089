import { keepTime } from "@sincro/functions";
import { connectUpkeep } from "@sincro/store/postgres";
import { type ExitCode, exitCodes, UsageError } from "../output/exit-codes.ts";
import { withDatabase } from "../stack/look.ts";
import type { Context } from "./context.ts";

interface PruneOptions {
  readonly keep?: string;
  readonly dryRun?: boolean;
}

/**
 * `sincro prune [--keep 90d] [--dry-run]`: deletes runs that ended longer ago, with their history. Never an active run,
 * nor the newest of a scope that can be resumed, nor its newest completed one.
 */
export async function prune({ home, terminal }: Context, { keep, dryRun = false }: PruneOptions): Promise<ExitCode> {
  const { schedule: texts } = terminal.texts.cli;
  const keepMs = keep === undefined ? home.config.keepMs : keepTime.safeParse(keep).data;
  if (keepMs === undefined) throw new UsageError(texts.badKeep);
  return await withDatabase(home, terminal.log, async (url) => {
    const upkeep = connectUpkeep(url);
    try {
      if (dryRun) terminal.print(texts.wouldPrune(await upkeep.wouldPrune(keepMs)));
      else terminal.print(texts.pruned((await upkeep.retain(keepMs, 0)) ?? 0));
      return exitCodes.done;
    } finally {
      await upkeep.close();
    }
  });
}
