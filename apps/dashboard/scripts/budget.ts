import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What the page may weigh before it shows anything, in bytes after gzip. */
const budget = { js: 180_000, css: 12_000 } as const;

const assets = fileURLToPath(new URL("../dist/assets/", import.meta.url));

/** What every file of a kind weighs together: the page has one route's worth of code, and loads all of it at once. */
function weigh(kind: keyof typeof budget): number {
  const files = readdirSync(assets).filter((name) => name.endsWith(`.${kind}`));
  if (files.length === 0) throw new Error(`No .${kind} in ${assets}: build the page first.`);
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(`${assets}${name}`)).length, 0);
}

for (const kind of ["js", "css"] as const) {
  const bytes = weigh(kind);
  console.log(`${kind}: ${(bytes / 1000).toFixed(1)} kB of ${budget[kind] / 1000} kB`);
  if (bytes > budget[kind]) process.exitCode = 1;
}
