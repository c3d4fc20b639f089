import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type Counts, sum } from "./counts.ts";

/**
 * Some counts with those that earlier commands noted in a file, and notes these: the last of several
 * commands ends with the count of all. Without a file they are what they are.
 */
export function tallied(counts: Counts, file: string | undefined): Counts {
  if (file === undefined) return counts;
  const earlier = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  appendFileSync(file, `${JSON.stringify(counts)}\n`);
  return sum([...earlier.map((line) => JSON.parse(line) as Counts), counts]);
}
