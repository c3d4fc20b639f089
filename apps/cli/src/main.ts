import { runCommandLine } from "./command-line.ts";
import { ownTerminal } from "./output/terminal.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), ownTerminal());
