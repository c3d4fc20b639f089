import { readFileSync, writeFileSync } from "node:fs";
import { chart } from "@sincro/machine";
import { place } from "../src/chart/place.ts";

/**
 * Writes where the boxes and arrows of the machine's diagram stand, so that no browser has to find out; with `--check`
 * it only compares, for CI.
 */
const file = new URL("../src/chart/layout.generated.ts", import.meta.url);

const text = `// Generated from packages/machine by packages/react/scripts/layout.ts: run \`npm run generate\`; do not edit.
import type { Layout } from "./layout.ts";

/** Where everything on the machine's diagram stands. */
export const layout: Layout = ${JSON.stringify(await place(chart), null, 2).replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2]")};
`;

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("The machine's diagram is not the machine's: run `npm run generate` and commit the result.");
  process.exitCode = 1;
}
