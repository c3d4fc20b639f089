import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "../repo/workspaces.ts";

const begin = "<!-- figures: begin (npm run prove -- --write) -->";
const end = "<!-- figures: end -->";

/** What a test measured it prints as a line that begins with `proof: `. */
export function figuresIn(lines: readonly string[]): readonly string[] {
  return lines
    .map((line) => stripVTControlCharacters(line).trim())
    .filter((line) => line.startsWith("proof: "))
    .map((line) => line.slice("proof: ".length));
}

/** The text with the figures in their place. @throws where the place is missing */
export function withFigures(text: string, figures: readonly string[]): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`There is no place for figures: ${begin} … ${end}`);
  const list = figures.map((figure) => `- ${figure}`).join("\n");
  return `${text.slice(0, from + begin.length)}\n\n${list}\n\n${text.slice(to)}`;
}

/** Puts them into docs/proof.md. */
export function writeFigures(figures: readonly string[]): void {
  const file = join(root, "docs/proof.md");
  writeFileSync(file, withFigures(readFileSync(file, "utf8"), figures));
}
