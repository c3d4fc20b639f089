import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { migrations } from "@sincro/store/migrations";
import { bundle } from "./bundle.ts";
import { fileName, historyFile, historySql, supabaseSql } from "./migrations.ts";
import { vendoredFunctions } from "./vendored.ts";

/**
 * Writes what the Supabase project is made of and what has its source elsewhere: the migrations of packages/store under
 * Supabase's names, and the packages that its functions import; and what `sincro init` writes into projects of others.
 * With `--check` it only compares, for CI.
 */
const apps = new URL("../../", import.meta.url);
const files = new Map([
  [`edge/supabase/migrations/${historyFile}`, historySql],
  ...migrations().map((one) => [`edge/supabase/migrations/${fileName(one)}`, supabaseSql(one)] as const),
  ["edge/supabase/functions/_shared/sincro.generated.js", await bundle()],
  ...[...(await vendoredFunctions())].map(([path, text]) => [`cli/generated/functions/${path}`, text] as const),
]);
const there = ["edge/supabase/migrations", "cli/generated"].flatMap(filesIn);
const leftOver = there.filter((name) => !files.has(name));

if (process.argv.includes("--check")) {
  const stale = [...files].filter(([name, text]) => textOf(name) !== text).map(([name]) => name);
  for (const name of [...stale, ...leftOver]) {
    console.error(`apps/${name} is stale: run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
} else {
  for (const name of leftOver) rmSync(new URL(name, apps));
  for (const [name, text] of files) {
    mkdirSync(new URL(".", new URL(name, apps)), { recursive: true });
    writeFileSync(new URL(name, apps), text);
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(new URL(folder, apps), { withFileTypes: true, recursive: true });
    const root = new URL(`${folder}/`, apps).pathname;
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => `${folder}/${`${parentPath}/`.slice(root.length)}${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function textOf(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, apps), "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
