import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const textOf = (path: string) => readFileSync(here(path), "utf8");

const guide = textOf("../../../../docs/guides/supabase.md");
const snippets = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, code]) => code ?? "");

const functionOf = (version: string) => here(`${version}/functions/import-payments/index.ts`);

/** The lines that differ, as `git diff` has them. */
function changes(): readonly string[] {
  const args = ["diff", "--no-index", "--unified=0", functionOf("before"), functionOf("after")];
  const { stdout } = spawnSync("git", args, { encoding: "utf8" });
  return stdout.split("\n").filter((line) => /^[-+](?![-+]{2} )/.test(line));
}

it("twenty lines of the function change, and not one more", () => {
  for (const sign of ["+", "-"]) {
    const lines = changes().filter((line) => line.startsWith(sign));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.length).toBeLessThanOrEqual(20);
  }
});

it("the guide shows every changed line, and no other", () => {
  const shown = snippets("diff").flatMap((code) => code.split("\n").filter((line) => /^[-+]/.test(line)));
  expect(shown.toSorted()).toEqual([...changes()].toSorted());
});

it("what the guide shows around the changes is in both versions, in this order", () => {
  for (const code of snippets("diff")) {
    const lines = code.trimEnd().split("\n");
    const side = (sign: string) => {
      const kept = lines.filter((line) => line.startsWith(sign) || line.startsWith(" "));
      return kept.map((line) => line.slice(1)).join("\n");
    };
    expect(textOf("before/functions/import-payments/index.ts")).toContain(side("-"));
    expect(textOf("after/functions/import-payments/index.ts")).toContain(side("+"));
  }
});

it("its SQL and its TypeScript are parts of the example that runs on Deno", () => {
  expect(snippets("sql").length).toBeGreaterThan(3);
  for (const code of snippets("sql")) expect(textOf("after/import-payments.sql")).toContain(code);
  expect(snippets("ts").length).toBeGreaterThan(0);
  for (const code of snippets("ts")) expect(textOf("page.ts")).toContain(code);
});

it("its deno.json is the example's, with the library beside the functions", () => {
  const bundle = /"[^"]*sincro\.generated\.js"/g;
  const example = JSON.parse(textOf("after/functions/deno.json").replaceAll(bundle, '"./_shared/sincro.js"'));
  const [shown = ""] = snippets("json");
  expect(JSON.parse(shown).imports).toEqual(example.imports);
});

it("the example has other packages in the versions of the one catalog", () => {
  const catalog = textOf("../../../../pnpm-workspace.yaml");
  const { imports } = JSON.parse(textOf("after/functions/deno.json")) as { imports: Record<string, string> };
  const others = Object.entries(imports).filter(([, target]) => target.startsWith("npm:"));
  expect(others).toHaveLength(4);
  for (const [name, target] of others) {
    const [, wanted] = new RegExp(`^  '?${name}'?: (\\S+)$`, "m").exec(catalog) ?? [];
    expect(target).toBe(`npm:${name}@${wanted}`);
  }
});

it("it has ten steps", () => {
  const steps = [...guide.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
  expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
