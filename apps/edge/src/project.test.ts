import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { version } from "../supabase/functions/_shared/version.ts";
import { deno, functionsFolder } from "./testing/deno.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));

interface DenoJson {
  readonly imports: Readonly<Record<string, string>>;
}

const imports = ((await json(join(functionsFolder, "deno.json"))) as DenoJson).imports;
const names = (await readdir(functionsFolder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
  .map(({ name }) => name);

/** Where a package's imports lead: to its sources, and not to the bundle. */
async function sourcesOf(name: string): Promise<readonly (readonly [string, string])[]> {
  const folder = join(root, "packages", name);
  const { exports } = (await json(join(folder, "package.json"))) as { exports: Record<string, string> };
  return Object.entries(exports).map(([path, file]) => [
    `@sincro/${name}${path.slice(1)}`,
    pathToFileURL(join(folder, file)).href,
  ]);
}

it("Deno checks the functions, and all that they import of Sincro, without a complaint", async () => {
  const packages = ["client", "functions", "machine", "sources", "store", "worker"];
  const sources = Object.fromEntries((await Promise.all(packages.map(sourcesOf))).flat());
  const folder = await mkdtemp(join(tmpdir(), "sincro-deno-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = {
    imports: { ...imports, ...sources },
    compilerOptions: {
      lib: ["deno.window", "dom", "dom.iterable", "dom.asynciterable"],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    },
    lock: false,
    nodeModulesDir: "none",
  };
  await writeFile(join(folder, "deno.json"), JSON.stringify(config));
  const entries = names.map((name) => join(functionsFolder, name, "index.ts"));
  const { code, output } = await deno(["check", `--config=${join(folder, "deno.json")}`, ...entries]);
  expect(output).not.toContain("ERROR");
  expect(code).toBe(0);
});

it("Deno takes the packages of others in the versions of the one catalog", async () => {
  const catalog = await readFile(join(root, "pnpm-workspace.yaml"), "utf8");
  const others = Object.entries(imports).filter(([, target]) => target.startsWith("npm:"));
  expect(others.length).toBeGreaterThan(0);
  for (const [name, target] of others) {
    const [, wanted] = new RegExp(`^  '?${name}'?: (\\S+)$`, "m").exec(catalog) ?? [];
    expect(target).toBe(`npm:${name}@${wanted}`);
  }
});

it("config.toml has every function, each of which asks for credentials itself", async () => {
  const config = await readFile(join(functionsFolder, "../config.toml"), "utf8");
  for (const name of names) {
    expect(config).toContain(`[functions.${name}]\nverify_jwt = false\nimport_map = "./functions/deno.json"\n`);
  }
  expect(config.match(/^\[functions\./gm)).toHaveLength(names.length);
});

it("F57 · the functions say the version that the command line compares with its own", async () => {
  expect(version).toBe((await json(join(root, "apps/cli/package.json"))).version);
});
