import type { Mutant } from "./mutant.ts";
import { judge, unfit, type Verdict } from "./verdict.ts";
import { runVitest } from "./vitest-run.ts";

/** A patch with what the tests made of it. */
export interface Proved<T> {
  readonly patch: T;
  readonly verdict: Verdict;
  readonly ms: number;
}

/** Runs each patch's killers, one vitest after another; the first test that fails ends its turn. */
export async function proveAll<T extends Omit<Mutant, "breaks" | "small">>(
  patches: readonly T[],
  onProved: (proved: Proved<T>) => void,
): Promise<readonly Proved<T>[]> {
  const all: Proved<T>[] = [];
  for (const patch of patches) {
    const run = await runVitest(patch.killers, patch);
    const proved = { patch, verdict: judge(patch, run), ms: run.ms };
    onProved(proved);
    all.push(proved);
  }
  return all;
}

/** The same tests without any defect: they must all be there, and pass. Answers what is wrong. */
export async function proveKillers(patches: readonly Pick<Mutant, "killers">[]): Promise<readonly string[]> {
  const killers = patches.flatMap((patch) => patch.killers);
  return unfit(killers, await runVitest(killers));
}
