/** Answers the present in milliseconds since the epoch, as `Date.now` does. */
export type Clock = () => number;

/** A clock that moves only when it is told to. */
export interface ManualClock extends Clock {
  /** Moves the clock forward by `ms`. */
  advance(ms: number): void;
}

/**
 * A clock for tests: it stands still at `startMs` until it is advanced.
 *
 * @example
 * const now = manualClock(Date.UTC(2026, 10, 24))
 * const stripe = createStripeFake({ now })
 * now.advance(60_000)
 */
export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return Object.assign(() => nowMs, { advance });
}
