import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Names of what is made, not written: it never decides whether something else is stale. */
const made = new Set(["node_modules", "dist", ".turbo", "test-results", "playwright-report"]);

/**
 * A hash over the names and contents of everything under `paths` (files or folders, relative to `root`), tests and
 * made files left out.
 */
export function contentHash(root: string, paths: readonly string[]): string {
  const files = globSync(
    paths.flatMap((path) => [path, `${path}/**/*`]),
    { cwd: root, withFileTypes: true, exclude: (entry) => made.has(entry.name) },
  )
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256");
  for (const file of new Set(files)) hash.update(`\n${file.slice(root.length)}\n`).update(readFileSync(file));
  return hash.digest("hex");
}
