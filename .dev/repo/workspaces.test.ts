import { expect, it } from "vitest";
import { withDependencies } from "./workspaces.ts";

const workspace = (name: string, dependencies: string[], devDependencies: string[] = []) => ({
  folder: `packages/${name}`,
  manifest: {
    name,
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, "workspace:*"])),
    devDependencies: Object.fromEntries(devDependencies.map((dependency) => [dependency, "workspace:*"])),
  },
});

it("a workspace runs on what it depends on, and on what that depends on; development apart", () => {
  const all = [
    workspace("page", ["react", "client"], ["fakes"]),
    workspace("react", ["client", "machine", "react-dom"]),
    workspace("client", ["machine"]),
    workspace("machine", []),
    workspace("fakes", []),
  ];
  expect(withDependencies("page", all).sort()).toEqual(
    ["client", "machine", "page", "react"].map((n) => `packages/${n}`),
  );
});
