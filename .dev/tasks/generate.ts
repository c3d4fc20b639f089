import { spawnSync } from "node:child_process";
import { root } from "../repo/workspaces.ts";

// Every workspace that has generated files has a `generate` script, which writes them, or with `--check` fails when
// they are stale. pnpm runs them in the order of the dependencies, and fails when it finds none.
const args = ["--recursive", "--workspace-concurrency=1", "run", "generate", ...process.argv.slice(2)];
const { status, error } = spawnSync("pnpm", args, { cwd: root, stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;
