/** Work that is asked for more often than it can be done. */
export interface OneAtATime {
  /** Does it now, or once more after the one that is under way: what it then finds is at least as new as the question. */
  ask(): void;
  /** Gives up what is under way, and does no more. */
  stop(): void;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Does work one at a time. Questions that come while it is done are answered together by one more round: neither does
 * each abort the one before it, so that fast news would keep the answer away for ever, nor does each ask anew.
 *
 * @param pauseMs how long to rest between two rounds, in milliseconds
 */
export function oneAtATime(work: (signal: AbortSignal) => Promise<void>, pauseMs: number): OneAtATime {
  const stop = new AbortController();
  let busy = false;
  let again = false;
  const round = async () => {
    busy = true;
    try {
      do {
        again = false;
        await work(stop.signal);
        await rest(pauseMs, stop.signal);
      } while (again && !stop.signal.aborted);
    } finally {
      busy = false;
    }
  };
  return {
    ask() {
      again = true;
      if (!busy && !stop.signal.aborted) void round();
    },
    stop: () => stop.abort(),
  };
}
