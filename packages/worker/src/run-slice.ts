import type { Connection, Source } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import type { RunReference } from "./claim.ts";
import { waitForGroup } from "./group.ts";
import type { HeldRun } from "./held-run.ts";
import { knownTo } from "./known.ts";
import { markMissing } from "./mark-missing.ts";
import { type SliceOptions, toolsOf } from "./options.ts";
import type { SliceOutcome } from "./outcome.ts";
import { createPace } from "./pace.ts";
import { checkShare, usualShare } from "./rates.ts";
import { withRun } from "./with-run.ts";

/** One slice of a run of a {@link Source}. */
export interface RunSliceOptions extends Omit<SliceOptions, "secrets"> {
  readonly store: RunStore;
  readonly source: Source;
  /**
   * How the source reaches its provider; what its manifest calls secret is removed from errors. Without a `pace` of its
   * own it has the store's: requests wait for turns that all workers share, by the rates of the manifest.
   */
  readonly connection: Omit<Connection, "signal">;
  /** The row, or just its id. */
  readonly run: RunReference;
  /** The streams to fetch; all of the source's when absent. */
  readonly streams?: readonly string[] | undefined;
  /** The part of what the provider allows that is used: more than 0, at most 1. Default 0.5. */
  readonly rateShare?: number | undefined;
  /** The source of a name, to know which others come after their group; by the registry when absent. */
  readonly sourceOf?: ((name: string) => Source | undefined) | undefined;
}

/**
 * {@link withRun} for a {@link Source}: fetches the run's window from its checkpoint on and commits page by page. A run
 * of a source that comes `afterGroup` waits for the others of its group first; one since ever marks, in the end, what
 * it did not see of the objects that its source lists whole.
 *
 * @throws RangeError when `rateShare` is none
 * @example
 * ```ts
 * const outcome = await runSlice({ store, source: stripe, connection: { credentials }, run: got.run })
 * ```
 */
export async function runSlice(options: RunSliceOptions): Promise<SliceOutcome> {
  const { store, source, connection, run, streams, rateShare = usualShare, sourceOf, ...how } = options;
  const { manifest } = source;
  const share = checkShare(rateShare);
  const tools = toolsOf(how);
  const secrets = manifest.credentials
    .filter(({ secret }) => secret)
    .flatMap(({ env }) => connection.credentials[env] ?? []);

  function paceOf({ row: scope }: HeldRun) {
    if (connection.pace !== undefined || manifest.rates.length === 0) return connection.pace;
    return createPace({ ...tools, store, scope, manifest, share });
  }

  async function work(held: HeldRun): Promise<void> {
    await waitForGroup(held, { ...tools, store, source, sourceOf });
    const { account, window_start, window_end, started_at } = held.row;
    const pages = source.pages({
      ...connection,
      pace: paceOf(held),
      signal: held.signal,
      account,
      windowStart: window_start,
      windowEnd: window_end ?? started_at,
      checkpoint: held.checkpoint,
      streams,
      contacts: knownTo(store, held.row),
    });
    for await (const page of pages) await held.commit(page);
    await markMissing(held, { ...tools, store, manifest, streams, drain: how.drain });
  }

  return withRun(store, run, work, { ...how, secrets });
}
