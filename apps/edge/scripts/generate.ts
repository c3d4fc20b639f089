import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { migrations } from "@sincro/store/migrations";
import { bundle } from "./bundle.ts";
import { fileName, historyFile, historySql, supabaseSql } from "./migrations.ts";

/**
 * Writes what the Supabase project is made of and what has its source elsewhere: the migrations of packages/store under
 * Supabase's names, and the packages that its functions import. With `--check` it only compares, for CI.
 */
const folder = new URL("../supabase/", import.meta.url);
const files = new Map([
  [`migrations/${historyFile}`, historySql],
  ...migrations().map((one) => [`migrations/${fileName(one)}`, supabaseSql(one)] as const),
  ["functions/_shared/sincro.generated.js", await bundle()],
]);
const there = readdirSync(new URL("migrations/", folder)).map((name) => `migrations/${name}`);
const leftOver = there.filter((name) => !files.has(name));

if (process.argv.includes("--check")) {
  const stale = [...files].filter(([name, text]) => textOf(name) !== text).map(([name]) => name);
  for (const name of [...stale, ...leftOver]) {
    console.error(`apps/edge/supabase/${name} is stale: run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
} else {
  for (const name of leftOver) rmSync(new URL(name, folder));
  for (const [name, text] of files) writeFileSync(new URL(name, folder), text);
}

function textOf(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
