import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { text } from "./texts.mjs";

/**
 * What `npm start` runs on: the command line and the page with what they import, and the root for its Node 24.
 * `--prod` leaves every devDependency out: whatever runs or builds the product is a dependency, whatever only checks
 * or tests it is a devDependency.
 */
const productOnly = [
  "--prod",
  "--frozen-lockfile",
  "--filter=sincro-workspace",
  "--filter=@sincro/cli...",
  "--filter=@sincro/dashboard...",
];

/**
 * Installs when the manifests changed since the last time. A full install is never cut down to a `start` one.
 *
 * @param {string} root
 * @param {import("./commands.mjs").Level} wanted
 * @param {string} pnpm
 */
export async function installPackages(root, wanted, pnpm) {
  if (isCurrent(root, wanted)) return;
  mkdirSync(join(root, "node_modules"), { recursive: true });
  await withLock(join(root, "node_modules/.sincro-install.lock"), async () => {
    if (isCurrent(root, wanted)) return;
    const level = hasTools(root) ? "full" : wanted;
    const args = ["install", "--config.confirmModulesPurge=false", ...(level === "full" ? [] : productOnly)];
    await runQuietly(text.install[level], pnpm, args, { cwd: root, env: process.env });
    writeFileSync(stampFile(root), `${level} ${fingerprint(root)}\n`);
  });
}

/**
 * @param {string} root
 * @param {import("./commands.mjs").Level} wanted
 */
function isCurrent(root, wanted) {
  const stamp = existsSync(stampFile(root)) ? readFileSync(stampFile(root), "utf8") : "";
  return covers(stamp, wanted, fingerprint(root)) && (wanted === "start" || hasTools(root));
}

/**
 * @param {string} stamp what the last install wrote: its level and the fingerprint of the manifests
 * @param {import("./commands.mjs").Level} wanted
 * @param {string} current the manifests' fingerprint now
 */
export function covers(stamp, wanted, current) {
  const [level, installed] = stamp.trim().split(" ");
  return installed === current && (level === "full" || level === wanted);
}

/** @param {string} root */
const stampFile = (root) => join(root, "node_modules/.sincro-install");

/**
 * Somebody's own `pnpm install` leaves no stamp, but the tools are there.
 *
 * @param {string} root
 */
const hasTools = (root) => existsSync(join(root, "node_modules/vitest"));
