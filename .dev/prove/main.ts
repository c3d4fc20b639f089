// The long proof: `npm run prove`, or some of it: `npm run prove -- --only parity,model`, `npm run prove -- --old`.
// With `--write` what was measured goes into docs/proof.md.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runSteps } from "../test/run-steps.ts";
import { chosen, type Options, options, UsageError } from "./arguments.ts";
import { figuresIn, writeFigures } from "./figures.ts";
import { parts } from "./parts.ts";

async function main({ only, write }: Options): Promise<void> {
  const reports = mkdtempSync(join(tmpdir(), "sincro-prove-"));
  const printed: string[] = [];
  const began = Date.now();
  try {
    await runSteps(
      chosen(parts, only).map(({ step }) => step(reports)),
      (line) => printed.push(line),
    );
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  const figures = figuresIn(printed);
  const minutes = Math.ceil((Date.now() - began) / 60_000);
  const taken = `all of it took ${minutes} min on ${availableParallelism()} cores`;
  if (write && process.exitCode === undefined) writeFigures([...figures, taken]);
}

try {
  await main(options(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
