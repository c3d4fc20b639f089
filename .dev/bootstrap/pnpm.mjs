import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { text } from "./texts.mjs";

/**
 * The workspace's own pnpm, in the version that package.json names: fetched once into `.sincro/tools`, never global.
 *
 * @param {string} root
 * @returns {Promise<string>} the path of its binary
 */
export async function ensurePnpm(root) {
  const version = pnpmVersion(root);
  const tools = join(root, ".sincro/tools");
  const home = join(tools, `pnpm-${version}`);
  const binary = join(home, "node_modules/.bin/pnpm");
  if (existsSync(binary)) return binary;

  mkdirSync(tools, { recursive: true });
  await withLock(join(tools, "pnpm.lock"), async () => {
    if (existsSync(binary)) return;
    // Fetched beside its place and renamed: an interrupted download never looks like a finished one.
    const draft = `${home}.${process.pid}`;
    const npm = npmCommand(process.env);
    const options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts=false", "--loglevel=error"];
    const args = [...npm.args, "install", "--prefix", draft, ...options, `pnpm@${version}`];
    try {
      await runQuietly(text.fetchPnpm(version), npm.file, args, { cwd: root, env: process.env });
      renameSync(draft, home);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
  return binary;
}

/**
 * @param {string} root
 * @returns {string}
 */
function pnpmVersion(root) {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devEngines.packageManager.version;
}

/**
 * The npm that started us, if one did: `npm` itself is a script that some systems cannot spawn by name.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function npmCommand(env) {
  const script = env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script)
    ? { file: process.execPath, args: [script] }
    : { file: "npm", args: [] };
}
