/** Bounds on `created` as Stripe's lists take them, in Unix seconds. */
export interface Window {
  readonly "created[gte]"?: number | undefined;
  readonly "created[lte]": number;
}

/**
 * The bounds of a run. The end is always sent: what is created while the run lasts belongs to the next one, so a run
 * is finite. Both ends are rounded down to the second in which they lie, which is fetched whole.
 *
 * @throws RangeError when a time is not ISO 8601
 */
export function windowOf(start: string | null, end: string): Window {
  return { "created[gte]": start === null ? undefined : seconds(start), "created[lte]": seconds(end) };
}

function seconds(time: string): number {
  const ms = Date.parse(time);
  if (Number.isNaN(ms)) throw new RangeError(`not a time: ${JSON.stringify(time)}`);
  return Math.floor(ms / 1000);
}
