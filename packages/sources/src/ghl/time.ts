/** Unix milliseconds; null for what is no time. */
export function timeOf(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
}

/** The first of some texts that is a time, as ISO 8601. */
export function isoOf(...texts: (string | null | undefined)[]): string | undefined {
  const time = texts.map(timeOf).find((one) => one !== null);
  return time === null || time === undefined ? undefined : new Date(time).toISOString();
}

/** Before GoHighLevel existed: where a run since ever begins. */
export const earliest = Date.UTC(2015, 0);

/**
 * How long a change may take until a search finds it. Seconds are what is reported; what is late beyond this is found
 * by the next run all the same, unless nothing of it changes any more.
 */
export const indexLagMs = 10 * 60_000;
