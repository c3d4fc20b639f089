/** How patient one request is. */
export interface RequestLimits {
  /** How long one attempt may take, answer included, in milliseconds. */
  readonly timeoutMs: number;
  /** How many attempts may follow a failed first one. */
  readonly retries: number;
  /** The wait before the first retry, in milliseconds; it doubles with each further one. */
  readonly backoffMs: number;
  /** How long the waits between attempts may be together, in milliseconds. What takes longer is for a later slice. */
  readonly maxWaitMs: number;
}

/**
 * Five retries after 0.5, 1, 2, 4 and 8 s at most: a hiccup of a provider passes unnoticed, an outage is reported
 * within a fifth of the shortest slice (100 s).
 */
export const requestLimits: RequestLimits = {
  timeoutMs: 30_000,
  retries: 5,
  backoffMs: 500,
  maxWaitMs: 20_000,
};
