/** Leaves out whatever is not needed for a history to fail, one deed after another, so that a person can read what is left. */
export async function shortest<T>(
  history: readonly T[],
  fails: (history: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let left = history;
  for (let index = left.length - 1; index >= 0; index -= 1) {
    const without = left.toSpliced(index, 1);
    if (await fails(without)) left = without;
  }
  return left;
}
