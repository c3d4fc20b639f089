import type { Connection, Source } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import type { RunReference } from "./claim.ts";
import { knownTo } from "./known.ts";
import type { SliceOptions } from "./options.ts";
import type { SliceOutcome } from "./outcome.ts";
import { withRun } from "./with-run.ts";

/** One slice of a run of a {@link Source}. */
export interface RunSliceOptions extends Omit<SliceOptions, "secrets"> {
  readonly store: RunStore;
  readonly source: Source;
  /** How the source reaches its provider; what its manifest calls secret is removed from errors. */
  readonly connection: Omit<Connection, "signal">;
  /** The row, or just its id. */
  readonly run: RunReference;
  /** The streams to fetch; all of the source's when absent. */
  readonly streams?: readonly string[] | undefined;
}

/**
 * {@link withRun} for a {@link Source}: fetches the run's window from its checkpoint on and commits page by page.
 *
 * @example
 * ```ts
 * const outcome = await runSlice({ store, source: stripe, connection: { credentials }, run: got.run })
 * ```
 */
export function runSlice(options: RunSliceOptions): Promise<SliceOutcome> {
  const { store, source, connection, run, streams, ...how } = options;
  const secrets = source.manifest.credentials
    .filter(({ secret }) => secret)
    .flatMap(({ env }) => connection.credentials[env] ?? []);
  return withRun(
    store,
    run,
    async (held) => {
      const { account, window_start, window_end, started_at } = held.row;
      const pages = source.pages({
        ...connection,
        signal: held.signal,
        account,
        windowStart: window_start,
        windowEnd: window_end ?? started_at,
        checkpoint: held.checkpoint,
        streams,
        contacts: knownTo(store, held.row),
      });
      for await (const page of pages) await held.commit(page);
    },
    { ...how, secrets },
  );
}
