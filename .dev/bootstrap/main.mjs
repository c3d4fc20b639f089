import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { commands } from "./commands.mjs";
import { runChild } from "./run-child.mjs";
import { SetUpError, setUp } from "./set-up.mjs";
import { text } from "./texts.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Sets up what the command needs, then hands over to Node 24, one step after the other.
 *
 * @param {string[]} argv the command's name and its arguments
 * @returns {Promise<number>} the exit code: the first one that is not 0
 */
export async function main([name = "", ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(text.unknownCommand(name, Object.keys(commands).join(", ")));
    return 2;
  }
  try {
    const { node, env } = await setUp(root, command.needs);
    for (const step of command.steps(args)) {
      const { code, interrupted } = await runChild(node, step, { cwd: root, env });
      if (code !== 0 || interrupted) return code;
    }
    return 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(`sincro: ${error.message}`);
    return 1;
  }
}
