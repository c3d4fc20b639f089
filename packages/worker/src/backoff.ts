/** How waits grow: doubling from the first to the longest, in milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Between slices of a run whose provider or code failed: a provider's hiccup lasts seconds, an outage minutes. */
export const betweenSlices: Backoff = { firstMs: 2_000, longestMs: 60_000 };

/** Between repeats of a call that the store did not answer: short, because a lease is running out meanwhile. */
export const betweenCalls: Backoff = { firstMs: 200, longestMs: 5_000 };

/**
 * How long to wait before the next try, in milliseconds: half of it fixed, half of it chance, so that workers that
 * failed together do not come back together.
 *
 * @param tries how many have failed before, 0 for the first
 * @param random a number in [0, 1)
 */
export function backoffMs({ firstMs, longestMs }: Backoff, tries: number, random: () => number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** tries);
  return Math.round(whole / 2 + (whole / 2) * random());
}
