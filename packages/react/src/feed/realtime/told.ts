import type { RunRow } from "../../view/run-row.ts";

/** What Realtime has told of each run, and what it should have told. */
export interface Told {
  /** The channel is open as of this moment of the database (ISO 8601): every later change must be told. */
  open(at: string): void;
  /** It is not open any more: what is told next begins anew. */
  close(): void;
  /** Whether a version is news. */
  isNews(id: string, version: number): boolean;
  /** Takes a version in; false when one before it was not told: messages got lost. */
  take(id: string, version: number): boolean;
  /** Compares with what a reading brought: a change that is not told within the grace is silence. */
  compare(rows: readonly RunRow[]): void;
}

/**
 * Watches whether Realtime tells everything. A run's version grows by one with each change, so a step of two is a gap;
 * and what a reading knows and Realtime does not tell is silence: a trigger that is not there, a server that lost the log.
 */
export function createTold(graceMs: number, onSilence: () => void): Told {
  const versions = new Map<string, number>();
  const alarms = new Set<ReturnType<typeof setTimeout>>();
  let openSince: number | null = null;
  const close = () => {
    openSince = null;
    versions.clear();
    for (const alarm of alarms) clearTimeout(alarm);
    alarms.clear();
  };
  const isNews = (id: string, version: number) => version > (versions.get(id) ?? -1);
  return {
    close,
    isNews,
    open: (at) => {
      openSince ??= Date.parse(at);
    },
    take: (id, version) => {
      const before = versions.get(id);
      if (!isNews(id, version)) return true;
      versions.set(id, version);
      return before === undefined || version === before + 1;
    },
    compare: (rows) => {
      if (openSince === null) return;
      const since = openSince;
      const late = rows.filter((row) => Date.parse(row.updated_at) > since && isNews(row.id, row.version));
      if (late.length === 0) return;
      const alarm = setTimeout(() => {
        alarms.delete(alarm);
        if (late.some(({ id, version }) => isNews(id, version))) onSilence();
      }, graceMs);
      alarms.add(alarm);
    },
  };
}
