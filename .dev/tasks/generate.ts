import { spawnSync } from "node:child_process";
import { generateEnvExample } from "../repo/env-example.ts";
import { root } from "../repo/workspaces.ts";
import { generateFailures } from "./failures/generate-failures.ts";

const given = process.argv.slice(2);

// Every workspace that has generated files has a `generate` script, which writes them, or with `--check` fails when
// they are stale. pnpm runs them in the order of the dependencies, and fails when it finds none.
const args = ["--recursive", "--workspace-concurrency=1", "run", "generate", ...given];
const { status, error } = spawnSync("pnpm", args, { cwd: root, stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;

if (!generateEnvExample(given.includes("--check"))) {
  console.error(".env.example is not what the configuration says: run `npm run generate` and commit the result.");
  process.exitCode = 1;
}

for (const problem of generateFailures(given.includes("--check"))) {
  console.error(problem);
  process.exitCode = 1;
}
