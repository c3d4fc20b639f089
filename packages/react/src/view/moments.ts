import type { SyncRunEvent } from "@sincro/machine";

/** A moment of the history in microseconds, which is how finely PostgreSQL tells times: two steps may share a millisecond. */
export function microsOf(iso: string): number {
  const beyond = /\.\d{3}(\d{1,3})/.exec(iso)?.[1] ?? "";
  return Date.parse(iso) * 1000 + Number(beyond.padEnd(3, "0"));
}

/** A history in the order of its steps. */
export function ordered(events: readonly SyncRunEvent[]): readonly SyncRunEvent[] {
  return events.toSorted((a, b) => a.n - b.n);
}

/** What had happened by a moment (ISO 8601); all of it for null, which is now. */
export function until(events: readonly SyncRunEvent[], at: string | null): readonly SyncRunEvent[] {
  if (at === null) return events;
  const moment = microsOf(at);
  return events.filter((event) => microsOf(event.at) <= moment);
}

/** Whether a text, from an address for instance, is a moment. */
export function isMoment(text: string | null): text is string {
  return text !== null && !Number.isNaN(Date.parse(text));
}

/** The moments where one can stop: those of the steps, each once, in their order. */
function stops(events: readonly SyncRunEvent[]): readonly string[] {
  const seen = new Map(ordered(events).map(({ at }) => [microsOf(at), at]));
  return [...seen].toSorted(([a], [b]) => a - b).map(([, at]) => at);
}

/** The stop before what is looked at; null when there is none. Seen from now that is the last but one: the last is now. */
export function before(events: readonly SyncRunEvent[], at: string | null): string | null {
  const all = stops(events);
  if (at === null) return all.at(-2) ?? null;
  return all.findLast((stop) => microsOf(stop) < microsOf(at)) ?? null;
}

/** The stop after a moment; null when that is now. */
export function after(events: readonly SyncRunEvent[], at: string): string | null {
  const all = stops(events);
  const next = all.find((stop) => microsOf(stop) > microsOf(at)) ?? null;
  return next === all.at(-1) ? null : next;
}

/** The number of the entry that a moment stands at; null for now, and before the first one. */
export function entryAt(events: readonly SyncRunEvent[], at: string | null): number | null {
  return at === null ? null : (ordered(until(events, at)).at(-1)?.n ?? null);
}
