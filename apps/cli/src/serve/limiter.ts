/** How much a client may ask: at once, and then each second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts what clients ask. It remembers a bounded number of them: who came longest ago is forgotten first. */
export interface Limiter {
  /** Takes one from a client's allowance; answers how long to wait first, in milliseconds: 0 when it was taken. */
  take(client: string): number;
  /** Takes more, whether it is there or not: a debt, of a whole burst at most, is paid before anything else is let through. */
  charge(client: string, cost: number): void;
  /** How many clients it remembers. */
  readonly size: number;
}

interface Bucket {
  readonly level: number;
  readonly at: number;
}

/**
 * Token buckets in this process. Several servers count each for itself: this keeps one client from using up a server,
 * it is no quota.
 *
 * @param most clients to remember
 * @param now milliseconds that never go back
 */
export function createLimiter(
  { burst, perSecond }: Allowance,
  most = 10_000,
  now: () => number = () => performance.now(),
): Limiter {
  // In the order of their last request: a Map keeps the order of insertion.
  const buckets = new Map<string, Bucket>();
  const levelOf = (client: string): number => {
    const known = buckets.get(client);
    return known === undefined ? burst : Math.min(burst, known.level + ((now() - known.at) / 1000) * perSecond);
  };
  const keep = (client: string, level: number): void => {
    buckets.delete(client);
    buckets.set(client, { level, at: now() });
    const [oldest] = buckets.keys();
    if (buckets.size > most && oldest !== undefined) buckets.delete(oldest);
  };
  return {
    take: (client) => {
      const level = levelOf(client);
      // Asking in vain costs nothing: who keeps on asking waits no longer than who asks once.
      keep(client, level >= 1 ? level - 1 : level);
      return level >= 1 ? 0 : Math.ceil(((1 - level) / perSecond) * 1000);
    },
    charge: (client, cost) => keep(client, Math.max(-burst, levelOf(client) - cost)),
    get size() {
      return buckets.size;
    },
  };
}
