import { delimiter, dirname, join } from "node:path";
import { installPackages } from "./install.mjs";
import { findNode } from "./node.mjs";
import { ensurePnpm } from "./pnpm.mjs";

export { SetUpError } from "./error.mjs";

/**
 * Brings pnpm, the packages and Node 24, each only when it is missing or out of date.
 *
 * @param {string} root the repository's folder
 * @param {import("./commands.mjs").Level} level
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} Node ≥ 24, and the environment whose PATH begins with it
 */
export async function setUp(root, level) {
  const pnpm = await ensurePnpm(root);
  await installPackages(root, level, pnpm);
  const node = findNode(root);
  const path = [dirname(node), dirname(pnpm), join(root, "node_modules/.bin"), process.env.PATH ?? ""];
  return { node, env: { ...process.env, PATH: path.join(delimiter) } };
}
