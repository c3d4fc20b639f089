import { migrate as bringUpToDate } from "@sincro/store/migrations";
import { startEmbeddedPostgres } from "@sincro/store/server";
import { type ExitCode, exitCodes } from "../output/exit-codes.ts";
import type { Context } from "./context.ts";

/** `sincro migrate`: brings the database of `DATABASE_URL`, or the embedded one, up to date. */
export async function migrate({ home, terminal }: Context): Promise<ExitCode> {
  const { databaseUrl } = home.config;
  const embedded =
    databaseUrl === undefined ? await startEmbeddedPostgres({ dir: home.dir, log: terminal.log }) : undefined;
  try {
    const { applied, version } = await bringUpToDate(databaseUrl ?? (embedded?.url as string));
    const { cli } = terminal.texts;
    terminal.print(applied.length > 0 ? cli.migrated(applied.join(", ")) : cli.upToDate(version));
    return exitCodes.done;
  } finally {
    await embedded?.stop();
  }
}
