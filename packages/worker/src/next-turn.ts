import type { SourceManifest } from "@sincro/sources";
import type { RunStore, Scope } from "@sincro/store";
import { namedBuckets, usualShare } from "./rates.ts";

/**
 * How long it is until a source's next turn at its provider, in milliseconds: 0, a moment while others ask, and long
 * where the provider asked for a rest. A turn that is free is taken.
 *
 * @throws StoreError
 * @example
 * ```ts
 * const waitMs = await nextTurnMs(store, { source: "stripe", account: "default" }, stripeSource.manifest)
 * ```
 */
export async function nextTurnMs(
  store: Pick<RunStore, "take">,
  scope: Scope,
  { rates }: Pick<SourceManifest, "rates">,
): Promise<number> {
  const { source, account } = scope;
  const buckets = namedBuckets(rates, usualShare);
  if (buckets.length === 0) return 0;
  const { waitMs } = await store.take({ source, account, buckets, maxWaitMs: 0 });
  return Math.ceil(waitMs);
}
