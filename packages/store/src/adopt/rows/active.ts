import { signOfLife } from "./moments.ts";
import type { OlderRow } from "./older-row.ts";

/** What becomes of a run that may still be at work. */
export type Fate = "stays" | "silent" | "double";

/** The scope of a row, as adoption stores it. */
export function scopeOf({ source, account }: Pick<OlderRow, "source" | "account">) {
  return { source: source?.trim() ? source : "unknown", account: account?.trim() ? account : "default" };
}

/**
 * Of each scope the run with the newest sign of life stays active, if that is not too long ago; others that are alive
 * are doubles. Of two that are equal the one that started last, then the greater id.
 *
 * @param rows every run whose status says that it is at work
 * @param silentMs how long a silence may be
 */
export function fatesOf(rows: readonly OlderRow[], now: number, silentMs: number): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  const taken = new Set<string>();
  const heard = rows.map((row) => ({ row, sign: signOfLife(row, now) ?? -Infinity }));
  for (const { row, sign } of heard.toSorted((a, b) => b.sign - a.sign || later(b.row, a.row))) {
    const { source, account } = scopeOf(row);
    const scope = JSON.stringify([source, account]);
    fates.set(row.id, sign <= now - silentMs ? "silent" : taken.has(scope) ? "double" : "stays");
    taken.add(scope);
  }
  return fates;
}

function later(a: OlderRow, b: OlderRow): number {
  const [one, other] = [`${a.started_at} ${a.id}`, `${b.started_at} ${b.id}`];
  return one < other ? -1 : 1;
}
