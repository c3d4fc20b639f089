/** Thrown by {@link within} when the time is over. */
export class TimeIsOver extends Error {
  override readonly name = "TimeIsOver";
}

/**
 * Does some work within a time, and not longer than until `signal` is aborted. Whatever the work does with the signal
 * that it is given, this ends. (On Node a `Request` that nobody keeps is collected as garbage, and the request in flight
 * is then deaf to its signal for ever.)
 *
 * @param ms - the time, in milliseconds
 * @throws TimeIsOver; the reason of `signal`; what the work throws
 */
export async function within<T>(signal: AbortSignal, ms: number, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const stop = new AbortController();
  let end = (_: unknown) => {};
  const stopped = new Promise<never>((_, reject) => {
    end = (reason) => {
      reject(reason);
      stop.abort(reason);
    };
  });
  const abort = () => end(signal.reason);
  const timer = setTimeout(() => end(new TimeIsOver(`not within ${ms} ms`)), ms);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([stopped, work(stop.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
