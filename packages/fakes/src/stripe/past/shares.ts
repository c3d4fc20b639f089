/**
 * Cuts `total` into one whole number for each weight, in proportion and without loss: the shares' sum is `total`.
 * When all weights are 0 they count as equal.
 */
export function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let [seen, given] = [0, 0];
  return weights.map((weight, index) => {
    seen += sum > 0 ? weight / sum : 1 / weights.length;
    const upTo = index === weights.length - 1 ? total : Math.floor(total * seen);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}
