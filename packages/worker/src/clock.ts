/**
 * A worker's only sense of time: it measures how long things take and never asks what time it is. Deadlines are the
 * database's, so a wall clock that is an hour wrong changes nothing.
 */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls `then` once after `ms` milliseconds; the answer takes that back. */
  after(ms: number, then: () => void): () => void;
}

/** The clock of the runtime. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms` milliseconds. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

/** What `task` came to, or `late()` when it has not settled after `ms` milliseconds; the task itself goes on. */
export async function within<T>(clock: Clock, ms: number, task: Promise<T>, late: () => T): Promise<T> {
  let cancel = () => {};
  const limit = new Promise<typeof timeIsUp>((resolve) => {
    cancel = clock.after(ms, () => resolve(timeIsUp));
  });
  try {
    const first = await Promise.race([task, limit]);
    return first === timeIsUp ? late() : (first as T);
  } finally {
    cancel();
  }
}

const timeIsUp = Symbol("time is up");

/** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 && !signal.aborted) return Promise.resolve();
  let cancel = () => {};
  const passed = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  return unlessAborted(signal, passed).finally(() => cancel());
}

/** What a promise comes to, or the signal's reason as soon as it is aborted; what the promise is about goes on. */
export async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
