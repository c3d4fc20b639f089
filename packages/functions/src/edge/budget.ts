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
  const leftMs = Math.round(usedLife * 1.5 * sliceMs - ageMs);
  return Math.min(sliceMs, Math.max(leftMs, leastMs));
}

/**
 * What a slice takes on, so that it stays under half of the 2 s of CPU that Supabase gives a request. Measured with
 * Deno 2.9 against PostgREST: 170 ms to start, 6 ms for each page and 0.045 ms for each record. So 40 pages with 6,000
 * records take 0.7 s, which leaves room for a slower machine. The README of apps/edge says how it was measured.
 */
export const allowance = { pages: 40, records: 6_000 };
