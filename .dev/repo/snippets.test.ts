import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "./workspaces.ts";

/** Pages whose TypeScript a reader may copy, and a workspace that has at hand what it imports. */
const pages = [
  { page: "README.md", fence: "ts", workspace: "apps/cli" },
  { page: "docs/guides/panel.md", fence: "tsx", workspace: "apps/examples" },
  { page: "docs/guides/embed-chart.md", fence: "tsx", workspace: "apps/examples" },
] as const;

const folderIn = (workspace: string, page: string) =>
  join(root, workspace, "node_modules/.cache/snippets", page.replaceAll(/\W+/g, "-"));

afterAll(() => {
  for (const { workspace, page } of pages) rmSync(folderIn(workspace, page), { recursive: true, force: true });
});

function snippetsOf(page: string, fence: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${fence}\\n(.*?)^\`\`\``, "gms"))].map(([, code]) => code ?? "");
}

it.each(pages)("every snippet of $page compiles against the packages as they are", ({ page, fence, workspace }) => {
  const folder = folderIn(workspace, page);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const snippets = snippetsOf(page, fence);
  expect(snippets.length).toBeGreaterThan(0);
  for (const [index, code] of snippets.entries()) writeFileSync(join(folder, `${index + 1}.${fence}`), code);
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { jsx: "react-jsx", types: fence === "tsx" ? ["node", "vite/client"] : ["node"] },
    include: [`*.${fence}`],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});
