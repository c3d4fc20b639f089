import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const src = join(import.meta.dirname, "../..");
const importsOf = (file: string) =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import) "([^"]+)"/g)].map(([, name = ""]) => name);

/** The files that a page has in its bundle when it imports this one. */
function bundleOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const own = importsOf(file).filter((name) => name.startsWith(".") && /\.tsx?$/.test(name));
  for (const name of own) bundleOf(join(dirname(file), name), found);
  return found;
}

it("a page without Supabase has nothing of its Realtime in its bundle", () => {
  const files = [...bundleOf(join(src, "index.ts"))].map((file) => relative(src, file));
  expect(files).toContain("feed/center.ts");
  expect(files.filter((file) => file.startsWith("feed/realtime/"))).toEqual([]);
});

it("nothing here brings supabase-js along: it is the page's own", () => {
  const files = globSync("**/*.{ts,tsx}", { cwd: src }).filter((file) => !/\.(test|fixture)\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => importsOf(join(src, file)).some((name) => name.startsWith("@supabase/")))).toEqual([]);
});
