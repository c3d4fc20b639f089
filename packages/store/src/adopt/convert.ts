import type { FoundColumn } from "./found.ts";
import { quoted } from "./quoted.ts";
import type { WantedColumn } from "./wanted.ts";

type Type = WantedColumn["type"];

/** How a value of an older column is read as ours. */
export interface Conversion {
  /** The expression. */
  readonly using: string;
  /** Whether the column's type changes with it. */
  readonly changes: boolean;
  /** Whether it reads a time that has no zone. */
  readonly isUtc?: true;
  /** Whether the values have to be looked at first: not each of them can be read. */
  readonly checks?: "uuid" | "whole";
}

const textual = /^(text|citext|character( varying)?(\(\d+\))?)$/;

/** Older types by what they become; those that are not here are refused, and these are named in the refusal. */
export const readable: Readonly<Record<Type, readonly string[]>> = {
  uuid: ["uuid", "text", "varchar"],
  text: ["text", "varchar", "enum"],
  boolean: ["boolean"],
  timestamptz: ["timestamptz", "timestamp", "date"],
  bigint: ["bigint", "integer", "smallint", "numeric"],
  jsonb: ["jsonb", "json"],
};

/** How to read a column as one of ours; null where that is not possible. */
export function conversionOf({ name, type, isEnum, isGenerated }: FoundColumn, wanted: Type): Conversion | null {
  const column = quoted(name);
  const as = (using: string, more: Partial<Conversion> = {}) => ({ using, changes: true, ...more });
  const same = { using: column, changes: false };
  if (isGenerated) return null;
  switch (wanted) {
    case "uuid":
      return type === "uuid" ? same : textual.test(type) ? as(`${column}::uuid`, { checks: "uuid" }) : null;
    case "text":
      return type === "text" ? same : textual.test(type) || isEnum ? as(`${column}::text`) : null;
    case "boolean":
      return type === "boolean" ? same : null;
    case "timestamptz":
      if (type === "timestamp with time zone") return same;
      if (/^timestamp(\(\d\))? with time zone$/.test(type)) return as(`${column}::timestamptz`);
      if (/^(date|timestamp(\(\d\))? without time zone)$/.test(type))
        return as(`${column}::timestamp at time zone 'UTC'`, { isUtc: true });
      return null;
    case "bigint":
      if (type === "bigint") return same;
      if (type === "integer" || type === "smallint") return as(`${column}::bigint`);
      return /^numeric(\(\d+,\d+\))?$/.test(type) ? as(`${column}::bigint`, { checks: "whole" }) : null;
    case "jsonb":
      return type === "jsonb" ? same : type === "json" ? as(`${column}::jsonb`) : null;
  }
}
