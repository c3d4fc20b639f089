import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { contentHash } from "./content-hash.ts";

let root = "";
const write = (file: string, content: string) => {
  mkdirSync(join(root, file, ".."), { recursive: true });
  writeFileSync(join(root, file), content);
};
const hash = () => contentHash(root, ["apps/dashboard", "pnpm-lock.yaml"]);

beforeEach(() => {
  root = join(tempFolder(), "repo");
  write("pnpm-lock.yaml", "1");
  write("apps/dashboard/src/main.tsx", "1");
});

it.each(["apps/dashboard/src/main.tsx", "apps/dashboard/public/deep/icon.svg", "pnpm-lock.yaml"])(
  "changes with %s",
  (file) => {
    const before = hash();
    write(file, "2");
    expect(hash()).not.toBe(before);
  },
);

it("changes with a name", () => {
  const before = hash();
  renameSync(join(root, "apps/dashboard/src/main.tsx"), join(root, "apps/dashboard/src/other.tsx"));
  expect(hash()).not.toBe(before);
});

it.each([
  "apps/dashboard/dist/index.html",
  "apps/dashboard/node_modules/vite/index.js",
  "apps/dashboard/src/main.test.tsx",
  "apps/dashboard/e2e/home.spec.ts",
  "apps/cli/src/main.ts",
])("does not change with %s", (file) => {
  const before = hash();
  write(file, "2");
  expect(hash()).toBe(before);
});

it("does not depend on where the repository lies", () => {
  const before = hash();
  const moved = join(root, "../elsewhere");
  renameSync(root, moved);
  root = moved;
  expect(hash()).toBe(before);
});
