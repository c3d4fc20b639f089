import { Command, CommanderError } from "commander";
import { serve } from "./serve/serve.ts";
import { openHome } from "./stack/home.ts";
import { version } from "./stack/version.ts";
import { explain } from "./output/explain.ts";

/** Exit codes that scripts can use. */
export const exitCodes = { done: 0, failed: 1, usage: 2, conflict: 3 } as const;

/** Runs one command line; answers the exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command("sincro")
    .description("Data syncs that cannot get stuck, cannot run twice, and say so.")
    .version(version)
    .exitOverride();
  program
    .command("serve")
    .description("run the installation with its page, until Ctrl-C")
    .action(async () => {
      code = await serve(openHome(), { print: console.log, log: console.error });
    });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return explain(error);
  }
}
