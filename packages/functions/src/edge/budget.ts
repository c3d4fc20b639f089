/** A slice on the free plan, where a process lives for 150 s. Two thirds of that: a slice seldom has it from the start. */
export const usualSliceMs = 100_000;

/** How much of a process's life is used: the rest is for a page that takes long, and for telling of it. */
const usedLife = 0.8;

/** Less than this is not worth a claim: where the life that is left is shorter the platform ends the slice, and it heals. */
const leastMs = 10_000;

/**
 * What a slice may take in a process of this age, both in milliseconds. A process serves several requests, and its wall
 * clock began with the first of them; `sliceMs` is two thirds of its life.
 */
export function sliceBudgetMs(sliceMs: number, ageMs: number): number {
  const leftMs = usedLife * 1.5 * sliceMs - ageMs;
  return Math.min(sliceMs, Math.max(leftMs, leastMs));
}
