import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./workspaces.ts";

const page = readFileSync(join(root, "docs/threat-model.md"), "utf8");
const [, section = ""] = page.split("## Controls\n");

/** The last cell of each control: a test's file, and words of its title or of its group's. */
const cells = (section.split("\n## ")[0] ?? "")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2)
  .map((line) => line.slice(0, -1).trim().split(" | ").at(-1) ?? "");

/** Whether words stand in a text between quotes, in a line that is no comment. */
function inTitle(source: string, words: string): boolean {
  return source
    .split("\n")
    .some(
      (line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && /["'`]/.test(line.split(words)[0] ?? "") && line.includes(words),
    );
}

it("every control of docs/threat-model.md names a test that is there", () => {
  expect(cells.length).toBeGreaterThan(30);
  const missing = cells.filter((cell) => {
    const [, file = "", words = ""] = /^`([^`]+\.test\.ts)` · (.+)$/.exec(cell) ?? [];
    const path = join(root, file);
    return words === "" || !existsSync(path) || !inTitle(readFileSync(path, "utf8"), words);
  });
  expect(missing).toEqual([]);
});

it("words in a comment, or without quotes, name no test", () => {
  expect(inTitle('  it("stops who guesses", () => {', "who guesses")).toBe(true);
  expect(inTitle('  // it("stops who guesses", () => {', "who guesses")).toBe(false);
  expect(inTitle("  const who guesses", "who guesses")).toBe(false);
});
