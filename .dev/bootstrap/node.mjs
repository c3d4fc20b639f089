import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { SetUpError } from "./error.mjs";
import { text } from "./texts.mjs";

/**
 * The Node that the workspace installed; where there is none for this platform, the running one if it is new enough.
 *
 * @param {string} root
 * @returns {string} the path of a Node ≥ 24
 * @throws {SetUpError} when there is neither
 */
export function findNode(root) {
  const brought = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  // Asked for its version because a file that is there need not run: the binary is for glibc.
  if (spawnSync(brought, ["--version"]).status === 0) return brought;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new SetUpError(text.needsNode24(process.versions.node));
}

/** @param {string} version */
export const isNewEnough = (version) => Number(version.split(".")[0]) >= 24;
