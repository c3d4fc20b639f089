import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "../bootstrap/run-child.mjs";
import { root } from "../repo/workspaces.ts";
import { type Counts, closingLine, countStep, none, sum } from "./counts.ts";
import type { Step } from "./steps.ts";
import { tallied } from "./tally.ts";

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: string;
  readonly counts: Counts;
}

/**
 * Runs the steps one after the other and ends with the counts. Every step runs, whatever the ones before it said: one
 * round shows all that is wrong. `onLine` is told what they print.
 */
export async function runSteps(steps: readonly Step[], onLine?: (line: string) => void): Promise<void> {
  const results: Result[] = [];
  for (const step of steps) {
    console.log(`\n── ${step.name} ${"─".repeat(Math.max(0, 76 - step.name.length))}`);
    const began = Date.now();
    const { code, interrupted } = await run(step, onLine);
    if (interrupted) {
      process.exitCode = code || 130;
      return;
    }
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    const counts = readCounts(step);
    const ok = code === 0 && counts !== undefined;
    const result = { name: step.name, ok, seconds, counts: countStep(ok, counts ?? none) };
    results.push(result);
    console.log(lineOf(result));
  }
  console.log(`\n── summary ${"─".repeat(69)}`);
  for (const result of results) console.log(lineOf(result));
  console.log(`\n${closingLine(tallied(sum(results.map((result) => result.counts)), process.env.SINCRO_TALLY))}`);
  if (results.some((result) => !result.ok)) process.exitCode = 1;
}

async function run(step: Step, onLine?: (line: string) => void): Promise<{ code: number; interrupted: boolean }> {
  try {
    step.prepare?.();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { code: 1, interrupted: false };
  }
  const env = { ...process.env, ...step.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  return runChild(process.execPath, [...step.command], { cwd: join(root, step.folder ?? "."), env, onLine });
}

/** A report that is not there is not a count of zero: undefined, and the step has failed. */
function readCounts({ report }: Step): Counts | undefined {
  if (report === undefined) return none;
  try {
    return report.count(JSON.parse(readFileSync(report.file, "utf8")) as never);
  } catch (error) {
    console.error(`There is no report to count: ${error}`);
    return undefined;
  }
}

function lineOf({ name, ok, seconds, counts }: Result): string {
  const tested = counts.passed + counts.failed + counts.skipped > 0 ? ` (${closingLine(counts)})` : "";
  return `${ok ? "✓" : "✗ FAILED:"} ${name} ${seconds} s${tested}`;
}
