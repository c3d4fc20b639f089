import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSteps } from "./run-steps.ts";
import { checks, tests } from "./steps.ts";

// A fresh folder: an old report can never be counted.
const reports = mkdtempSync(join(tmpdir(), "sincro-test-"));
try {
  await runSteps(process.argv.includes("--checks") ? checks : [...checks, ...tests(reports)]);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
