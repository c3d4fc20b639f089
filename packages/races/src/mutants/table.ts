import type { Equivalent, Mutant } from "./mutant.ts";
import type { Proved } from "./prove.ts";
import type { Verdict } from "./verdict.ts";

const cell = (text: string) => text.replaceAll("|", "\\|").replace(/\s+/g, " ");
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
const seconds = (ms: number) => (ms / 1_000).toFixed(1);

/** What became of a seeded defect, in a few words. */
function words(verdict: Verdict): string {
  switch (verdict.kind) {
    case "killed":
      return verdict.by;
    case "survived":
      return `SURVIVED ${verdict.tests} tests`;
    case "broken":
      return `BROKEN: ${verdict.why}`;
  }
}

/** The table for docs/proof.md. */
export function tableOf(mutants: readonly Proved<Mutant>[], equivalents: readonly Proved<Equivalent>[]): string {
  return [
    row("seeded defect", "would bring back", "killed by", "s"),
    row("---", "---", "---", "--:"),
    ...mutants.map(({ patch, verdict, ms }) => row(patch.title, patch.breaks.join(", "), words(verdict), seconds(ms))),
    "",
    "Patches that no test can tell from the original, and are not counted:",
    "",
    row("patch", "why nothing is lost by it"),
    row("---", "---"),
    ...equivalents.map(({ patch }) => row(patch.title, patch.reason)),
  ].join("\n");
}

/** One line for each patch, while the proof goes on. */
export function lineOf({ patch, verdict, ms }: Proved<Pick<Mutant, "id" | "title">>): string {
  return `${seconds(ms).padStart(6)} s  ${patch.id}: ${patch.title} → ${words(verdict)}`;
}

const [begin, end] = ["<!-- seeded defects: begin -->", "<!-- seeded defects: end -->"];

/** A page with the text between its two marks replaced. */
export function withRegion(page: string, text: string): string {
  const [head, tail] = [page.indexOf(begin), page.indexOf(end)];
  if (head < 0 || tail < head) throw new Error(`The page lacks its marks: ${begin} … ${end}`);
  return `${page.slice(0, head + begin.length)}\n${text}\n${page.slice(tail)}`;
}
