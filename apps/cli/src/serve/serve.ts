import { once } from "node:events";
import { createInterface } from "node:readline";
import { signInPath } from "@sincro/client";
import { sources } from "@sincro/sources";
import { isEmbeddedInUse } from "@sincro/store/server";
import { serverLog } from "../output/log.ts";
import type { Terminal } from "../output/terminal.ts";
import type { Home } from "../stack/home.ts";
import { secretsFile } from "../stack/secrets.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { version } from "../stack/version.ts";
import { type Listening, listen } from "./listen.ts";
import { openPage } from "./page.ts";

const noPage = (): Response =>
  new Response("The page has not been built: run `npm start` in the repository.\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });

/**
 * `sincro serve`: an installation with its page, until a signal ends it.
 *
 * @returns the exit code: 0 after a clean stop (or when one is running already), 1 when the database went away
 */
export async function serve(home: Home, terminal: Terminal): Promise<number> {
  const log = serverLog(terminal, { config: home.config, watched: process.stderr.isTTY === true });
  let stack: Stack;
  try {
    stack = await startStack(home, { log, serves: terminal.texts });
  } catch (error) {
    if (!isEmbeddedInUse(error)) throw error;
    const page = error.info.page;
    terminal.print(`Sincro is already running here (process ${error.pid})${page === undefined ? "" : `: ${page}`}`);
    return 0;
  }
  const ended = signals();
  let listening: Listening;
  try {
    listening = await listen(
      { functions: stack.functions, page: openPage() ?? noPage, health: stack.health },
      home.config,
    );
  } catch (error) {
    await stack.stop();
    throw error;
  }
  await stack.database.announce(`${listening.origin}/`);
  introduce(home, stack, listening, terminal);
  const lines = process.stdin.isTTY ? moreLinks(stack, listening, terminal) : undefined;
  const reason = await Promise.race([ended, stack.database.lost.then(() => "lost" as const)]);
  lines?.close();
  log(
    reason === "lost"
      ? "The database ended by itself: stopping. Start again to recover."
      : "Stopping: slices under way hand over …",
  );
  await listening.close();
  await stack.stop();
  return reason === "lost" ? 1 : 0;
}

function introduce(home: Home, stack: Stack, { origin }: Listening, { print }: Terminal): void {
  print(`Sincro ${version}`);
  print(`  Page      ${origin}${signInPath(stack.issueCode())}`);
  print("            (this link signs in once, within 15 minutes; press Enter for another)");
  if (home.config.operatorToken === undefined)
    print(`  Key       in ${secretsFile(home)}, to paste where the page asks for it`);
  print(`  Database  ${stack.database.description}`);
  const longest = Math.max(9, ...sources.map(({ manifest }) => manifest.title.length));
  for (const { manifest } of sources) {
    const found = stack.providers.connectionOf(manifest);
    print(`  ${manifest.title.padEnd(longest)} ${stateOf(found)}`);
  }
  print("  Stop with Ctrl-C.");
}

function stateOf(found: ReturnType<Stack["providers"]["connectionOf"]>): string {
  if (found.kind === "unconfigured") {
    const wrong = [
      ...found.missing.map((name) => `${name} is missing`),
      ...found.invalid.map((name) => `${name} cannot be one`),
    ];
    return `not configured: ${wrong.join(", ")}`;
  }
  return found.demo ? "demo provider: invented data, since no key is set" : "configured";
}

/** Enter prints another sign-in link: the first works once. */
function moreLinks(stack: Stack, { origin }: Listening, { print }: Terminal) {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", () => print(`  Page      ${origin}${signInPath(stack.issueCode())}`));
  return lines;
}

/** The first signal asks to stop; the second does not wait. */
async function signals(): Promise<"stopped"> {
  const asked = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((name) => once(process, name)));
  await asked;
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => process.exit(130));
  return "stopped";
}
