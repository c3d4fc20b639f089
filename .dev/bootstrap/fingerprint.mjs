import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A hash over all that decides what an install puts where: lockfile, manifests, settings, platform.
 *
 * @param {string} root
 * @returns {string}
 */
export function fingerprint(root) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of manifests(root)) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @returns {string[]} paths relative to the root, in a fixed order
 */
function manifests(root) {
  const workspaces = ["packages", "apps"].flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [],
  );
  return [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "package.json",
    ...workspaces.sort().map((w) => `${w}/package.json`),
  ].filter((file) => existsSync(join(root, file)));
}
