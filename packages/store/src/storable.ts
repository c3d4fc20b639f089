import type { Json } from "@sincro/machine";
import { StoreError } from "./errors.ts";

const unstorable = /\\u(?:0000|d[89a-f])/;

function cleaned(value: Json): Json {
  if (typeof value === "string") return storableString(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableString(key), cleaned(inner)]));
}

/**
 * A text that PostgreSQL can keep: NUL and half of a surrogate pair (a name cut in mid-emoji has one) become U+FFFD.
 * Otherwise one such name would refuse its page, and with it the run, for ever.
 */
export function storableString(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/**
 * A value as the text of a `jsonb`; its strings and keys are cleaned as {@link storableString} says.
 *
 * @throws {StoreError} `store_rejected` for what has no such text: a value that holds itself, a bigint, endless nesting
 */
export function storableText(value: unknown): string {
  try {
    const text = JSON.stringify(value) ?? "null";
    return unstorable.test(text) ? JSON.stringify(cleaned(JSON.parse(text) as Json)) : text;
  } catch (cause) {
    throw new StoreError("store_rejected", "a value that cannot be written as JSON", { cause });
  }
}

/** A value as a `jsonb` would give it back: a copy that shares nothing, without `undefined`. */
export function storable<T>(value: T): T {
  return JSON.parse(storableText(value)) as T;
}
