import type { SyncRunRow } from "@sincro/machine";
import { type Source, sourceNamed } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import type { HeldRun } from "./held-run.ts";
import type { Tools } from "./options.ts";
import { persist } from "./persist.ts";

/** Between two looks at the others of a group: doubling from the first to the longest. */
const looks = { firstMs: 5_000, longestMs: 30_000 };
/** How long a look is tried when the store does not answer, in milliseconds. */
const PATIENCE_MS = 20_000;

/** What looking at the others of a group needs. */
export interface GroupOptions extends Pick<Tools, "clock" | "random" | "onFault"> {
  readonly store: RunStore;
  readonly source: Source;
  /** The source of that name; by the registry when absent. */
  readonly sourceOf?: ((name: string) => Source | undefined) | undefined;
}

/**
 * Hands a run of a source that comes `afterGroup` back for as long as others of its group are active, whatever they
 * come to: completed, failed, cancelled or stale, they are over. Those that wait themselves are not waited for.
 *
 * @throws SliceEnded when it was handed back; let it pass
 */
export async function waitForGroup(held: HeldRun, options: GroupOptions): Promise<void> {
  const { group_id: groupId, slice } = held.row;
  if (!options.source.manifest.afterGroup || groupId === null) return;
  if (await anyActive(groupId, held, options)) {
    held.yield("dependency", Math.min(looks.longestMs, looks.firstMs * 2 ** Math.max(0, slice - 1)));
  }
}

async function anyActive(groupId: string, held: HeldRun, options: GroupOptions): Promise<boolean> {
  const { store, source, sourceOf = sourceNamed, clock, random, onFault } = options;
  const giveUpAt = clock.now() + PATIENCE_MS;
  const waits = (run: SyncRunRow) =>
    run.source === source.manifest.name || sourceOf(run.source)?.manifest.afterGroup === true;
  for (let before: string | null | undefined; before !== null; ) {
    const from = before;
    const ask = () => {
      held.signal.throwIfAborted();
      return store.list({ groupId, active: true, before: from });
    };
    const { runs, next } = await persist(ask, { clock, random, onFault, until: () => giveUpAt });
    if (runs.some((run) => run.id !== held.row.id && !waits(run))) return true;
    before = next;
  }
  return false;
}
