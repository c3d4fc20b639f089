import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

export interface Workspace {
  /** Relative to the repository's root: `packages/store`; `.` is the root itself. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export const root = join(import.meta.dirname, "../..");

/** The root and every folder of `packages` and `apps` that has a package.json, by name. */
export function workspaces(): Workspace[] {
  const folders = ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent))
      .sort()
      .map((name) => `${parent}/${name}`),
  );
  return [".", ...folders]
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({ folder, manifest: readManifest(folder) }));
}

/** The folders of a workspace and of all that it runs on inside the repository, itself first. */
export function withDependencies(name: string, all: readonly Workspace[] = workspaces()): string[] {
  const byName = new Map(all.map((workspace) => [workspace.manifest.name, workspace]));
  const found = new Set<string>();
  const visit = (current: string): void => {
    const workspace = byName.get(current);
    if (workspace === undefined || found.has(workspace.folder)) return;
    found.add(workspace.folder);
    for (const dependency of Object.keys(workspace.manifest.dependencies ?? {})) visit(dependency);
  };
  visit(name);
  return [...found];
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}
