import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspaces.ts";

/** A package as it lies in node_modules. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** As its package.json says it; null when it says none. */
  readonly license: string | null;
}

/** Every package that is installed here, whoever asked for it. */
export function installedPackages(): readonly Installed[] {
  const store = join(root, "node_modules/.pnpm");
  return readdirSync(store)
    .map((folder) => join(store, folder, "node_modules"))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => namesIn(folder).map((name) => join(folder, name)))
    .filter((folder) => !lstatSync(folder).isSymbolicLink() && existsSync(join(folder, "package.json")))
    .map((folder) => read(join(folder, "package.json")));
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

function read(file: string): Installed {
  const { name, version, license } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  return { name: String(name), version: String(version), license: typeof license === "string" ? license : null };
}
