import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chart } from "../../../packages/react/src/chart/shape.ts";

const root = join(import.meta.dirname, "../../..");
const copied = ["packages/machine", "packages/client", "packages/react", "apps/dashboard"];

/** A page that was built from another machine. */
export interface AnotherPage {
  readonly dist: string;
  /** What that machine says that there is to draw. */
  readonly chart: Chart;
  remove(): Promise<void>;
}

/** Gives a copied package the packages that the original has: the copies of those that were copied, else the originals. */
async function link(folder: string, to: string): Promise<void> {
  const from = join(root, folder, "node_modules");
  for (const name of await readdir(from)) {
    if (name.startsWith(".")) continue;
    const scoped = name.startsWith("@") ? (await readdir(join(from, name))).map((inner) => `${name}/${inner}`) : [name];
    for (const dependency of scoped) {
      const copy = copied.find((path) => dependency === `@sincro/${path.split("/")[1]}`);
      const place = join(to, folder, "node_modules", dependency);
      await mkdir(join(place, ".."), { recursive: true });
      await symlink(copy === undefined ? await realpath(join(from, dependency)) : join(to, copy), place);
    }
  }
}

async function run(cwd: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${args.join(" ")} failed: ${said}`);
}

/**
 * Changes the machine, and nothing else, in a copy of the sources; generates the diagram's layout and builds the page there,
 * as `npm run generate` and `npm start` do.
 *
 * @param edits by file of packages/machine/src: the text that is replaced, which must be there, and the one that replaces it
 */
export async function pageOf(
  edits: Readonly<Record<string, readonly (readonly [string, string])[]>>,
): Promise<AnotherPage> {
  const to = await realpath(await mkdtemp(join(tmpdir(), "sincro-machine-")));
  for (const folder of copied) {
    const filter = (path: string) => !/[\\/](node_modules|dist|e2e)$/.test(path);
    await cp(join(root, folder), join(to, folder), { recursive: true, filter });
    await link(folder, to);
  }
  await cp(join(root, "tsconfig.base.json"), join(to, "tsconfig.base.json"));
  for (const [name, changes] of Object.entries(edits)) {
    const file = join(to, "packages/machine/src", name);
    let text = await readFile(file, "utf8");
    for (const [before, after] of changes) {
      if (!text.includes(before)) throw new Error(`${name} no longer has: ${before}`);
      text = text.replace(before, after);
    }
    await writeFile(file, text);
  }
  await run(join(to, "packages/react"), "scripts/layout.ts");
  await run(join(to, "apps/dashboard"), "node_modules/vite/bin/vite.js", "build");
  const { chart } = (await import(join(to, "packages/machine/src/index.ts"))) as { chart: Chart };
  return {
    dist: join(to, "apps/dashboard/dist"),
    chart,
    remove: () => rm(to, { recursive: true, force: true }),
  };
}
