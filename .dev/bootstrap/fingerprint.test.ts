import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { fingerprint } from "./fingerprint.mjs";

let root = "";
const write = (file: string, content: string) => writeFileSync(join(root, file), content);

beforeEach(() => {
  root = tempFolder();
  mkdirSync(join(root, "packages/store"), { recursive: true });
  for (const file of ["package.json", "pnpm-lock.yaml", "packages/store/package.json"]) write(file, "{}");
});

it.each(["package.json", "pnpm-lock.yaml", "packages/store/package.json"])("changes with %s", (file) => {
  const before = fingerprint(root);
  write(file, '{"name":"other"}');
  expect(fingerprint(root)).not.toBe(before);
});

it("changes with a workspace more", () => {
  const before = fingerprint(root);
  mkdirSync(join(root, "apps/cli"), { recursive: true });
  write("apps/cli/package.json", "{}");
  expect(fingerprint(root)).not.toBe(before);
});

it("does not change with a source file", () => {
  const before = fingerprint(root);
  write("packages/store/index.ts", "export {}");
  expect(fingerprint(root)).toBe(before);
});
