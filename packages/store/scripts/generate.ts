import { readFileSync, writeFileSync } from "node:fs";
import { compileMachine } from "@sincro/machine/sql";

/**
 * Writes the machine's migration; with `--check` it only compares, for CI. A machine that changes after a release
 * gets a migration of its own: then this names the new file, and the released one stays as it is.
 */
const file = new URL("../migrations/0002-machine.sql", import.meta.url);
const generated = compileMachine();

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== generated) {
    console.error(
      "0002-machine.sql is not what the machine compiles to: run `npm run generate` and commit the result.",
    );
    process.exit(1);
  }
} else {
  writeFileSync(file, generated);
}
