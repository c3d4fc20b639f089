import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { root, workspaces } from "./workspaces.ts";

const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);

it("the top level holds the project's parts and dot files, nothing else", () => {
  const parts = ["packages", "apps", "docs"];
  const files = ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", "tsconfig.base.json", "turbo.json"];
  const pages = ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "AGENTS.md"];
  const allowed = new Set([...parts, ...files, ...pages]);
  const top = new Set(tracked.map((path) => path.split("/")[0] ?? ""));
  expect([...top].filter((name) => !name.startsWith(".") && !allowed.has(name))).toEqual([]);
});

/** What each package may run on. The apps and the suite that crosses packages may run on all of these. */
const layers: Record<string, readonly string[]> = {
  machine: [],
  client: ["machine"],
  store: ["machine"],
  sources: ["machine"],
  worker: ["machine", "store", "sources"],
  functions: ["machine", "store", "sources", "worker", "client"],
  react: ["machine", "client"],
  fakes: [],
};

it("imports between packages point one way", () => {
  const arrows = workspaces().flatMap(({ folder, manifest }) =>
    Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
      .filter(([, version]) => version.startsWith("workspace:"))
      .map(([name]) => ({ from: folder, to: name.replace("@sincro/", "") })),
  );
  const wrong = arrows.filter(({ from, to }) => {
    const may = layers[from.replace("packages/", "")] ?? Object.keys(layers);
    return !may.includes(to);
  });
  expect(wrong).toEqual([]);
});
