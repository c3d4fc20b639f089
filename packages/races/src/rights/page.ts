import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One row of a table: what it is about, and what each caller may do with it. */
export interface Row {
  readonly about: readonly string[];
  readonly cells: Readonly<Record<string, string>>;
}

const file = join(import.meta.dirname, "../../../../docs/rights.md");
const cellsOf = (line: string): readonly string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/**
 * The table under a heading of docs/rights.md. That page is where the expectations are written down; the tests of this
 * folder execute each of its cells.
 *
 * @throws Error when there is no such table, or a row has another number of cells than its head
 */
export function tableOf(heading: string): readonly Row[] {
  return parse(readFileSync(file, "utf8"), heading);
}

/** The same of any text. */
export function parse(page: string, heading: string): readonly Row[] {
  const [, section] = page.split(`## ${heading}\n`);
  const [head = "", , ...rows] = (section?.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));
  const [, ...callers] = cellsOf(head);
  if (callers.length === 0) throw new Error(`docs/rights.md has no table under "${heading}"`);
  return rows.map((line) => {
    const [about = "", ...cells] = cellsOf(line);
    if (cells.length !== callers.length) throw new Error(`not a cell for each caller: ${line}`);
    return {
      about: [...about.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ""),
      cells: Object.fromEntries(callers.map((caller, at) => [caller, cells[at] ?? ""])),
    };
  });
}

/** A row for each thing that the table is about. */
export function each(heading: string): readonly (readonly [string, Row["cells"]])[] {
  return tableOf(heading).flatMap(({ about, cells }) => about.map((name) => [name, cells] as const));
}
