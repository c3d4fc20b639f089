import type { SourceManifest } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import type { HeldRun } from "./held-run.ts";
import type { Tools } from "./options.ts";
import { persist } from "./persist.ts";

/** How long a call is repeated when the store does not answer, in milliseconds. */
const PATIENCE_MS = 60_000;

/** What marking needs. */
export interface MarkOptions extends Pick<Tools, "clock" | "random" | "onFault"> {
  readonly store: RunStore;
  readonly manifest: Pick<SourceManifest, "listed" | "streams">;
  /** The streams that were fetched; all when absent. */
  readonly streams?: readonly string[] | undefined;
  /** Aborted when the process wants to stop: between two calls the run is handed over. */
  readonly drain?: AbortSignal | undefined;
}

/**
 * Marks what a run since ever did not see, when its pages are over and before it is completed. Where only some streams
 * were fetched nothing is marked: of the others nothing was seen. A refusal is left to COMPLETE, which is refused too.
 */
export async function markMissing(held: HeldRun, options: MarkOptions): Promise<void> {
  const { store, manifest, streams = manifest.streams, drain, clock, random, onFault } = options;
  const { id: runId, mode, window_start, dry_run, fence, worker } = held.row;
  if (mode !== "full" || window_start !== null || dry_run || worker === null) return;
  const objects = manifest.streams.every((stream) => streams.includes(stream)) ? manifest.listed : [];
  for (;;) {
    const giveUpAt = clock.now() + PATIENCE_MS;
    const ask = () => {
      held.signal.throwIfAborted();
      return store.markMissing({ runId, fence, worker, objects });
    };
    // With nothing to mark it still has the store forget what the run saw.
    const { more } = await persist(ask, { clock, random, onFault, until: () => giveUpAt });
    if (!more) return;
    if (drain?.aborted) held.yield("budget");
  }
}
