import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "./workspaces.ts";

/** Pages whose TypeScript a reader may copy. */
const pages = ["README.md"];
/** Compiled where the packages that they import are at hand. */
const folder = join(root, "apps/cli/node_modules/.cache/snippets");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function snippetsOf(page: string): readonly string[] {
  return [...readFileSync(join(root, page), "utf8").matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? "");
}

it("every TypeScript snippet of the README compiles against the packages as they are", () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const snippets = pages.flatMap((page) => snippetsOf(page).map((code, index) => ({ page, index, code })));
  expect(snippets.length).toBeGreaterThan(0);
  for (const { page, index, code } of snippets) {
    writeFileSync(join(folder, `${page.replace(/\W+/g, "-")}-${index + 1}.ts`), code);
  }
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { types: ["node"] },
    include: ["*.ts"],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});
