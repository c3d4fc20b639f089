import type { SyncRunRow } from "@sincro/machine";

/** What the scope looks like at one moment. */
export interface Sight {
  /** The store's clock (ISO 8601). */
  readonly at: string;
  readonly runs: readonly SyncRunRow[];
  /** How many records each run wrote. */
  readonly records: ReadonlyMap<string, number>;
}

/** A run of a sight. */
export function runIn(sight: Sight, id: string): SyncRunRow | undefined {
  return sight.runs.find((run) => run.id === id);
}
