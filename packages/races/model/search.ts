/** What pan, the program that spin writes, says of a search. */
export interface Search {
  readonly states: number;
  readonly depth: number;
  readonly errors: number;
  readonly memoryMb: number;
  /** Why the search was not exhaustive, or null. */
  readonly cutShort: string | null;
  /** The steps of runs that were taken, as numbers: state, event, state. */
  readonly taken: readonly string[];
}

/** Reads pan's output. What cannot be read counts as a search that was cut short. */
export function parseSearch(output: string): Search {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN);
  const search = {
    states: number(/^\s*([\d.e+]+) states, stored/m),
    depth: number(/depth reached (\d+)/),
    errors: number(/errors: (\d+)/),
    memoryMb: Math.ceil(number(/([\d.]+)\s+total actual memory usage/)),
    taken: [...output.matchAll(/^taken: (.*)$/gm)].map(([, step]) => step ?? ""),
  };
  return { ...search, cutShort: whyCutShort(output, search) };
}

function whyCutShort(output: string, { states, errors }: { states: number; errors: number }): string | null {
  if (output.includes("max search depth too small")) return "the search was not deep enough";
  if (/out of memory|reached -DMEMLIM bound|pan: reached/.test(output)) return "out of memory";
  if (errors === 0 && output.includes("Search not completed")) return "the search was not completed";
  if (!(states > 0) || Number.isNaN(errors)) return `no search: ${output.slice(-500)}`;
  return null;
}
