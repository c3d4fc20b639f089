/** A clock that components watch: it ticks only while somebody looks. */
export interface Ticker {
  /** The server's time, in milliseconds. */
  now(): number;
  subscribe(listener: () => void): () => void;
}

const tickMs = 500;

/** Makes a ticker from the server's time. */
export function createTicker(now: () => number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now,
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const each of listeners) each();
      }, tickMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
