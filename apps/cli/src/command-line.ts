import { syncModes } from "@sincro/client/contract";
import { modes } from "@sincro/machine";
import { Command, CommanderError, Option } from "commander";
import { adopt } from "./commands/adopt.ts";
import { check } from "./commands/check.ts";
import type { Context } from "./commands/context.ts";
import { cancel, sweep } from "./commands/control.ts";
import { doctor } from "./commands/doctor.ts";
import { importCsv } from "./commands/import.ts";
import { init } from "./commands/init.ts";
import { migrate } from "./commands/migrate.ts";
import { prune } from "./commands/prune.ts";
import { listSchedules, removeSchedules, setSchedule } from "./commands/schedule.ts";
import { status } from "./commands/status.ts";
import { resume, sync } from "./commands/sync.ts";
import { exitCodes } from "./output/exit-codes.ts";
import { explain } from "./output/explain.ts";
import type { Terminal } from "./output/terminal.ts";
import { serve } from "./serve/serve.ts";
import { openHome } from "./stack/home.ts";
import { version } from "./stack/version.ts";

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration, 3 conflict
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = exitCodes.done;
  const run = (action: (context: Context) => Promise<number>) => async () => {
    code = await action({ home: openHome(), terminal });
  };
  const program = programOf(run);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return explain(error, terminal);
  }
}

function programOf(run: (action: (context: Context) => Promise<number>) => () => Promise<void>): Command {
  const program = new Command("sincro")
    .description("Data syncs that cannot get stuck, cannot run twice, and say so.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(sincro --help lists the commands)")
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 a sync was already running.",
    );
  const mode = () =>
    new Option("-m, --mode <mode>", "how much to fetch")
      .choices(modes.filter((name) => name !== "range"))
      .default("7d");
  const detach = () => new Option("-d, --detach", "start it at the server and do not wait");

  program
    .command("serve")
    .description("run the installation with its page, until Ctrl-C")
    .action(run(({ home, terminal }) => serve(home, terminal)));
  program
    .command("sync <source>")
    .description("sync a source, or all, and show it to its end")
    .addOption(mode())
    .addOption(
      new Option("--on-conflict <choice>", "when it runs already")
        .choices(["reject", "attach", "restart"])
        .default("reject"),
    )
    .option("--dry-run", "count, but write no record")
    .addOption(detach())
    .action((source, options) => run((context) => sync(context, source, options))());
  program
    .command("restart <source>")
    .description("cancel what runs of a source, or of all, and sync anew, in one step")
    .addOption(mode())
    .addOption(detach())
    .action((source, options) => run((context) => sync(context, source, { ...options, onConflict: "restart" }))());
  program
    .command("resume <source|runId>")
    .description("go on where a run failed, was cancelled or got stuck")
    .addOption(detach())
    .action((word, options) => run((context) => resume(context, word, options))());
  program
    .command("status")
    .description("what runs now, and the newest run of each source")
    .option("--json", "as JSON")
    .option("-w, --watch", "again and again, until Ctrl-C")
    .action((options) => run((context) => status(context, options))());
  program
    .command("cancel [source|runId]")
    .description("cancel the runs of a source, one run, or --all")
    .option("--all", "every active run")
    .option("--reason <text>", "why, for the history")
    .action((word, options) => run((context) => cancel(context, word, options))());
  program
    .command("sweep")
    .description("look after silent runs now")
    .option("--release", "let them go as stale instead of resuming them")
    .action((options) => run((context) => sweep(context, options))());
  const schedule = program.command("schedule").description("sync a source by itself, by a cron expression");
  const scheduled = () => new Option("-m, --mode <mode>", "how much to fetch").choices(syncModes);
  schedule
    .command("list", { isDefault: true })
    .description("when which source is synced")
    .option("--json", "as JSON")
    .action((options) => run((context) => listSchedules(context, options))());
  schedule
    .command("set <source> <cron>")
    .description("set stripe '0 3 * * *': every day at 3:00; one for each source and mode")
    .addOption(scheduled().default("7d"))
    .option("--account <name>", "the account that it is of")
    .option("--time-zone <name>", "an IANA name, e.g. Europe/Madrid; this machine's own when absent")
    .option("--off", "keep it, and start nothing")
    .action((source, cron, options) => run((context) => setSchedule(context, source, cron, options))());
  schedule
    .command("remove <source>")
    .description("take a source's schedules away, or the one of a mode")
    .addOption(scheduled())
    .option("--account <name>", "the account that it is of")
    .action((source, options) => run((context) => removeSchedules(context, source, options))());
  program
    .command("prune")
    .description("delete runs that ended long ago; never what is active, or can still be resumed")
    .option("--keep <time>", "how long to keep them, e.g. 90d; SINCRO_KEEP when absent")
    .option("--dry-run", "say how many, and delete none")
    .action((options) => run((context) => prune(context, options))());
  program
    .command("import <source> <file>")
    .description("bring in an exported CSV: import manychat contacts.csv")
    .option("--account <name>", "the account that it is of", "default")
    .action((source, file, options) => run((context) => importCsv(context, source, file, options))());
  program.command("migrate").description("bring the database up to date").action(run(migrate));
  program
    .command("adopt")
    .description("make the sync_runs of an older installation Sincro's own")
    .option("--dry-run", "say what would be done, with the SQL, and change nothing")
    .option("-y, --yes", "do not ask")
    .action((options) => run((context) => adopt(context, options))());
  program
    .command("init [folder]")
    .description("write what a Supabase project of your own needs; nothing that is there is touched")
    .option("--dry-run", "say it, and write nothing")
    .option("--upgrade", "replace what an older Sincro wrote and nobody has changed since")
    .action((folder, options) => run((context) => init(context, folder, options))());
  program
    .command("doctor")
    .description("look at everything that must be right")
    .option("--check", "ask the database for every promise: one active run, endings that hold, counters that add up …")
    .option("--json", "as JSON")
    .action((options) => run((context) => (options.check ? check : doctor)(context, options))());
  return program;
}
