import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetUpError } from "../bootstrap/error.mjs";
import { withLock } from "../bootstrap/lock.mjs";
import { runQuietly } from "../bootstrap/run-quietly.mjs";
import { text } from "../bootstrap/texts.mjs";
import { contentHash } from "../repo/content-hash.ts";
import { root, withDependencies } from "../repo/workspaces.ts";

const dashboard = join(root, "apps/dashboard");
const stamp = join(root, "node_modules/.sincro-page");

/** Builds the page into `apps/dashboard/dist` unless what is there was built from these very sources. */
async function buildDashboard(): Promise<void> {
  await withLock(`${stamp}.lock`, async () => {
    const sources = ["pnpm-lock.yaml", "tsconfig.base.json", ...withDependencies("@sincro/dashboard")];
    const current = contentHash(root, sources);
    const built = existsSync(join(dashboard, "dist/index.html")) && existsSync(stamp) && readFileSync(stamp, "utf8");
    if (built === current) return;
    const vite = join(dashboard, "node_modules/vite/bin/vite.js");
    await runQuietly(text.buildPage, process.execPath, [vite, "build"], { cwd: dashboard, env: process.env });
    writeFileSync(stamp, current);
  });
}

try {
  await buildDashboard();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`sincro: ${error.message}`);
  process.exitCode = 1;
}
