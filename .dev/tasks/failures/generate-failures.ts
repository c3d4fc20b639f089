import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../repo/workspaces.ts";
import { findNamedTests } from "./find.ts";
import { open, sections } from "./known.ts";
import { page, problems } from "./page.ts";

const file = join(root, "docs/failures.md");

/** Writes `docs/failures.md`, with `check` only compares it. What is wrong, in sentences. */
export function generateFailures(check: boolean): readonly string[] {
  const tests = findNamedTests();
  const text = page(sections, open, tests);
  if (!check) writeFileSync(file, text);
  const stale = readFileSync(file, "utf8") === text ? [] : ["docs/failures.md is stale: run `npm run generate`"];
  return [...problems(sections, open, tests), ...stale];
}
