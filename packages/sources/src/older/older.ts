import type { Json } from "@sincro/machine";
import * as z from "zod";

/** What is known of the run that an older checkpoint is of; Unix milliseconds. */
export interface OlderRun {
  readonly startedAt: number;
  readonly now: number;
}

/** A part of a stream that the older run had not read, as it goes into our own checkpoint: times are Unix seconds. */
export type OlderTask = readonly [stream: string, from: number, to: number, cursor: Json];

/** What is left of the older run, and its window in Unix seconds where it named one. */
export interface OlderPlace {
  readonly left: readonly OlderTask[];
  readonly window?: { readonly from: number; readonly to: number } | undefined;
}

/**
 * What an older checkpoint says: nothing yet, so that a run goes on at the beginning; a place that we can go on from;
 * or something that cannot be told honestly.
 */
export type OlderReading =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "read";
      readonly checkpoint: Json;
      /** ISO 8601. */
      readonly window: { readonly start: string; readonly end: string } | null;
    }
  | { readonly kind: "unreadable" };

/** A source's own part: where an older checkpoint of it was; null when it does not say. */
export type OlderReader = (value: Readonly<Record<string, unknown>>, run: OlderRun) => OlderPlace | null;

/** Signs of life, which say nothing of a place. */
const signs = ["lastActivity", "lastUpdate", "lastUpdated", "timestamp"];
/** The words that older functions had for a cursor. */
const places = ["starting_after", "cursor", "lastId", "startAfterId", "startAfter", "nextPage", "page"];

const plain = z.record(z.string(), z.unknown());

/** Unwraps what was stored as a text of JSON, or under the source's own name. */
function plainOf(source: string, value: unknown): Readonly<Record<string, unknown>> | null {
  const object = plain.safeParse(typeof value === "string" ? parsed(value) : value).data;
  if (object === undefined) return null;
  const { [source]: inner, ...rest } = object;
  const own = plain.safeParse(inner).data;
  return own === undefined || Object.keys(rest).some((key) => !signs.includes(key)) ? object : own;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Reads a checkpoint that an older function wrote.
 *
 * @param reader the source's own; absent where no older cursor of it leads anywhere
 * @param valid whether the source could go on from a checkpoint
 */
export function readOlder(
  source: string,
  value: Json,
  run: OlderRun,
  { reader, valid }: { readonly reader?: OlderReader | undefined; valid(checkpoint: Json): boolean },
): OlderReading {
  if (value === null) return { kind: "nothing" };
  const object = plainOf(source, value);
  if (object === null) return { kind: "unreadable" };
  const told = Object.entries(object).filter(([key, one]) => !signs.includes(key) && !(places.includes(key) && !one));
  if (told.length === 0) return { kind: "nothing" };
  const place = reader?.(object, run) ?? null;
  if (place === null) return { kind: "unreadable" };
  const checkpoint: Json = { v: 2, left: place.left.map((task) => [...task]) };
  if (!valid(checkpoint)) return { kind: "unreadable" };
  const iso = (second: number) => new Date(second * 1000).toISOString();
  const { window } = place;
  return { kind: "read", checkpoint, window: window ? { start: iso(window.from), end: iso(window.to) } : null };
}
