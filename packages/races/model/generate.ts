import { readFileSync, writeFileSync } from "node:fs";
import { transitionsPml } from "./transitions.ts";

/** Writes what the formal model takes from the machine; with `--check` it only compares, for CI. */
const file = new URL("transitions.pml", import.meta.url);
const generated = transitionsPml();

if (!process.argv.includes("--check")) {
  writeFileSync(file, generated);
} else if (readFileSync(file, "utf8") !== generated) {
  console.error("transitions.pml is not what the machine says: run `npm run generate` and commit the result.");
  process.exitCode = 1;
}
