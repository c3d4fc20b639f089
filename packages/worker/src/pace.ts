import { type Pace, SourceError, type SourceManifest } from "@sincro/sources";
import type { RunStore, Scope, Turn } from "@sincro/store";
import { pause, unlessAborted } from "./clock.ts";
import type { Tools } from "./options.ts";
import { persist } from "./persist.ts";
import { bucketsFor, checkShare, usualShare } from "./rates.ts";

/** How long a turn is asked for again when the store does not answer, in milliseconds. */
const PATIENCE_MS = 20_000;
/** The longest wait or rest that a store keeps, in milliseconds. */
const LONGEST_MS = 86_400_000;

/**
 * How much later than its turn a request may begin, in milliseconds: half of the least that {@link bucketsFor} leaves for
 * being late, the other half is the network's. A process that stood still would send all that it has waited for at once.
 */
const TOO_LATE_MS = 25;
/** How many turns in a row may be missed. Who is always late has not the strength to ask too much. */
const MISSED_TURNS = 3;

/** What a pace needs. */
export interface PaceOptions extends Pick<Tools, "clock" | "random" | "onFault"> {
  readonly store: RunStore;
  readonly scope: Scope;
  readonly manifest: Pick<SourceManifest, "title" | "rates">;
  /** The part of what the provider allows that is used: more than 0, at most 1. Default 0.5. */
  readonly share?: number | undefined;
}

/**
 * A {@link Pace} by the turns of a store: all workers of an account, on whatever machine, share them.
 *
 * A fault of the store is borne for twenty seconds and then thrown as it is, a `StoreError`: the slice is tried again
 * later. A rest that cannot be noted is told to `onFault`, and no more.
 *
 * @throws RangeError when the share is none
 */
export function createPace({ store, scope, manifest, share = usualShare, clock, random, onFault }: PaceOptions): Pace {
  const { title, rates } = manifest;
  const part = checkShare(share);
  const named = { source: scope.source, account: scope.account };
  /** How many rests were asked for, by bucket, and when the last of them is known to all. */
  const rested = new Map<string, number>();
  let noted: Promise<unknown> = Promise.resolve();
  const restsAt = (endpoint: string) =>
    bucketsFor(rates, endpoint, part).reduce((sum, { bucket }) => sum + (rested.get(bucket) ?? 0), 0);

  function take(endpoint: string, maxWaitMs: number, signal: AbortSignal): Promise<Turn> {
    const request = { ...named, buckets: bucketsFor(rates, endpoint, part), maxWaitMs: within(maxWaitMs) };
    const giveUpAt = clock.now() + PATIENCE_MS;
    const ask = () => {
      signal.throwIfAborted();
      return store.take(request);
    };
    return request.buckets.length === 0
      ? Promise.resolve({ granted: true, waitMs: 0 })
      : unlessAborted(signal, persist(ask, { clock, random, onFault, until: () => giveUpAt }));
  }

  function tooFar(endpoint: string, waitMs: number): SourceError {
    const words = `${title}: the next turn at ${endpoint} is ${Math.ceil(waitMs / 1000)} s away`;
    return new SourceError("rate_limited", words, { retryable: true, retryAfterMs: Math.ceil(waitMs) });
  }

  return {
    async turn(endpoint, maxWaitMs, signal) {
      signal.throwIfAborted();
      for (let missed = 0; ; ) {
        const before = restsAt(endpoint);
        const { granted, waitMs } = await take(endpoint, maxWaitMs, signal);
        if (!granted) throw tooFar(endpoint, waitMs);
        const at = clock.now() + waitMs;
        await pause(clock, Math.ceil(waitMs), signal);
        if (restsAt(endpoint) !== before) {
          // Asked for while this turn was waited for: it lies within the rest, and another one is needed.
          await unlessAborted(signal, noted);
        } else if (clock.now() - at <= TOO_LATE_MS || ++missed > MISSED_TURNS) return;
      }
    },
    async rest(endpoint, ms) {
      const buckets = bucketsFor(rates, endpoint, part);
      if (within(ms) > 0) for (const { bucket } of buckets) rested.set(bucket, (rested.get(bucket) ?? 0) + 1);
      const rests = Promise.allSettled(buckets.map(({ bucket }) => store.rest({ ...named, bucket, ms: within(ms) })));
      noted = rests;
      for (const rest of await rests) if (rest.status === "rejected") onFault?.(rest.reason);
    },
  };
}

/** What a store takes; nonsense is no wait. */
function within(ms: number): number {
  return ms > 0 ? Math.min(ms, LONGEST_MS) : 0;
}
