/**
 * Holds a provider's answers until the test lets them go, first come, first served. So a test decides what
 * happens between a request and its answer.
 *
 * @example
 * stripe.gate.close()
 * const page = fetchPage()
 * await stripe.gate.untilHeld(1)
 * await cancelTheRun() // while the answer hangs in the air
 * stripe.gate.release()
 */
export interface Gate {
  /** How many answers are held now. */
  readonly held: number;
  /** From now on every answer is held. */
  close(): void;
  /** Lets every held answer go, and those that follow pass at once. */
  open(): void;
  /** Lets the oldest `count` (1) held answers go; says how many there were. */
  release(count?: number): number;
  /** Resolves as soon as at least `count` answers are held. */
  untilHeld(count: number): Promise<void>;
}

/** The side that asks to pass. */
export interface GateKeeper extends Gate {
  readonly closed: boolean;
  /** Resolves when released; rejects with the signal's reason when the client lets go first. */
  hold(signal: AbortSignal): Promise<void>;
}

/** An open gate. */
export function createGate(): GateKeeper {
  const held = new Set<() => void>();
  const awaited = new Set<{ count: number; resolve: () => void }>();
  let closed = false;

  function release(count = 1) {
    const freed = [...held].slice(0, count);
    for (const pass of freed) {
      held.delete(pass);
      pass();
    }
    return freed.length;
  }

  function tell() {
    for (const one of awaited) {
      if (held.size < one.count) continue;
      awaited.delete(one);
      one.resolve();
    }
  }

  return {
    get held() {
      return held.size;
    },
    get closed() {
      return closed;
    },
    close() {
      closed = true;
    },
    open() {
      closed = false;
      release(held.size);
    },
    release,
    untilHeld(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited.add({ count, resolve });
      tell();
      return promise;
    },
    hold(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const abort = () => {
        held.delete(pass);
        reject(signal.reason);
      };
      const pass = () => {
        signal.removeEventListener("abort", abort);
        resolve();
      };
      signal.addEventListener("abort", abort, { once: true });
      held.add(pass);
      tell();
      return promise;
    },
  };
}
