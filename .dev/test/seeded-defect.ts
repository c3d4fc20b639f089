import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../repo/workspaces.ts";

interface ModuleChange {
  /** From the root of the repository. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The modules' part of a seeded defect (`packages/races/src/mutants`): text that is replaced while a module is loaded,
 * the file on disk untouched. `SINCRO_TEST_DEFECT` names the JSON file that says what; not set, nothing changes.
 */
export function seededDefect() {
  const file = process.env.SINCRO_TEST_DEFECT;
  if (file === undefined) return [];
  const { modules } = JSON.parse(readFileSync(file, "utf8")) as { readonly modules: readonly ModuleChange[] };
  if (modules.length === 0) return [];
  const changesOf = (id: string) => modules.filter(({ path }) => id.split("?")[0] === join(root, path));
  return [
    {
      name: "seeded-defect",
      enforce: "pre" as const,
      transform(code: string, id: string) {
        const changes = changesOf(id);
        if (changes.length === 0) return null;
        const changed = changes.reduce(replaced, code);
        appendFileSync(`${file}.applied`, `${id}\n`);
        return changed;
      },
    },
  ];
}

function replaced(code: string, { path, from, to }: ModuleChange): string {
  const parts = code.split(from);
  if (parts.length !== 2) throw new Error(`${path} does not have this once, so the defect cannot be seeded: ${from}`);
  return parts.join(to);
}
