import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSteps } from "./run-steps.ts";
import { checks, slowTests, tests } from "./steps.ts";

// A fresh folder: an old report can never be counted.
const reports = mkdtempSync(join(tmpdir(), "sincro-test-"));
try {
  const asked = process.argv[2];
  if (asked === "--checks") await runSteps(checks);
  else if (asked === "--slow") await runSteps(slowTests(reports));
  else await runSteps([...checks, ...tests(reports)]);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
