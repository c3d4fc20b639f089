import { isActive, type SyncRunRow } from "@sincro/machine";
import type { RunStore } from "@sincro/store";

/** How many active runs a page of the feed's reading holds. */
const activePage = 500;

/** The rows that the feed shows, each in its newest version. */
export interface Known {
  /** Every row, the oldest start first. */
  rows(): readonly SyncRunRow[];
  /** Takes a row in if it is newer than the one held, and says whether it was. */
  take(row: SyncRunRow): boolean;
  /** Reads the active rows, the newest ones, and those that were active when last seen; answers what grew. */
  refresh(store: RunStore, recent: number): Promise<readonly SyncRunRow[]>;
  clear(): void;
}

export function createKnown(): Known {
  const known = new Map<string, SyncRunRow>();
  const take = (row: SyncRunRow) => {
    const held = known.get(row.id);
    if (held !== undefined && held.version >= row.version) return false;
    known.set(row.id, row);
    return true;
  };
  return {
    take,
    clear: () => known.clear(),
    rows: () => [...known.values()].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at)),
    refresh: async (store, recent) => {
      const wereActive = [...known.values()].filter((row) => isActive(row.status));
      const [active, newest] = await Promise.all([
        store.list({ active: true, limit: activePage }),
        store.list({ limit: recent }),
      ]);
      const read = new Map([...active.runs, ...newest.runs].map((row) => [row.id, row]));
      const ended = wereActive.filter(({ id }) => !read.has(id));
      for (const row of await Promise.all(ended.map(({ id }) => store.get(id))))
        if (row !== null) read.set(row.id, row);
      const grown = [...read.values()].filter(take);
      for (const [id, row] of known) if (!read.has(id) && !isActive(row.status)) known.delete(id);
      return grown;
    },
  };
}
