import { readFileSync, writeFileSync } from "node:fs";
import { compileMachine } from "@sincro/machine/sql";

/**
 * Writes the machine's newest migration; with `--check` it only compares, for CI. It can be applied over an older one.
 * Once somebody may have applied it, it stays as it is, and a machine that changes gets a file with the next number:
 * then this names the new one.
 */
const name = "0010-machine.sql";
const file = new URL(`../migrations/${name}`, import.meta.url);
const generated = compileMachine();

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== generated) {
    console.error(`${name} is not what the machine compiles to: run \`npm run generate\` and commit the result.`);
    process.exit(1);
  }
} else {
  writeFileSync(file, generated);
}
