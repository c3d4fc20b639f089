import type { Clock } from "../clock.ts";

interface Timer {
  readonly at: number;
  readonly then: () => void;
}

/** All that is ready to go on has gone on: promises run in microtasks, and those are done before an immediate. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A clock that a test moves by hand: minutes pass in no time, and always in the same order. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), then };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass, timer by timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let timer = this.#next(); timer !== undefined && timer.at <= end; timer = this.#next())
      await this.#fire(timer);
    this.#now = end;
    await settled();
  }

  /** Lets as much time pass as a promise needs to settle. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const mark = () => {
      done = true;
    };
    promise.then(mark, mark);
    await settled();
    while (!done) {
      const timer = this.#next();
      if (timer === undefined) throw new Error("Nothing is left to happen, and the promise has not settled.");
      await this.#fire(timer);
    }
    return promise;
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (first === undefined || timer.at < first.at) first = timer;
    return first;
  }

  async #fire(timer: Timer): Promise<void> {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.then();
    await settled();
  }
}
