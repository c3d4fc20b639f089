import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root, workspaces } from "./workspaces.ts";

const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
const explained = new Set([...page.matchAll(/^\| `([^`]+)` \|/gm)].map((row) => row[1]));

const declared = workspaces().flatMap(({ folder, manifest }) => {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  const list = (of: Record<string, string> | undefined, peer: boolean) =>
    Object.entries(of ?? {}).map(([name, version]) => ({ folder, name, version, peer }));
  return [
    ...list({ ...dependencies, ...devDependencies, ...optionalDependencies }, false),
    ...list(peerDependencies, true),
  ];
});
const outside = declared.filter(({ version }) => !version.startsWith("workspace:"));

it("docs/dependencies.md says why each dependency is there", () => {
  expect(outside.filter(({ name }) => !explained.has(name))).toEqual([]);
});

it("docs/dependencies.md names nothing that nobody depends on", () => {
  const used = new Set(outside.map(({ name }) => name));
  expect([...explained].filter((name) => name === undefined || !used.has(name))).toEqual([]);
});

it("every version stands in the one catalog; a peer's range is the user's to meet", () => {
  expect(outside.filter(({ version, peer }) => !peer && version !== "catalog:")).toEqual([]);
});
