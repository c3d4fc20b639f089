import type { Json } from "@sincro/machine";
import type { OlderRow } from "./older-row.ts";

/** Where older functions wrote that they were alive. */
const signs = ["lastActivity", "lastUpdate", "lastUpdated", "timestamp"] as const;
/** Clocks differ a little; what is further in the future is a mistake, and no sign. */
const aheadMs = 60_000;

/** Unix milliseconds of a time that everybody can read: in the years 1 to 9999, and not at the very end of them. */
export function readable(time: string | null): number | null {
  if (time === null || !/^\d{4}-/.test(time) || time.startsWith("0000") || time.startsWith("9999-12-31")) return null;
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? null : ms;
}

/** Unix milliseconds of a sign: ISO 8601, or a number of seconds or of milliseconds, which may be a text. */
function momentOf(value: Json | undefined): number | null {
  if (typeof value === "string" && !/^\d+(\.\d+)?$/.test(value)) return readable(value);
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number" || number <= 0 || number > 99_999_999_999_999) return null;
  return number < 100_000_000_000 ? number * 1000 : number;
}

function signsIn(checkpoint: Json | undefined, depth = 0): readonly (number | null)[] {
  if (typeof checkpoint !== "object" || checkpoint === null || Array.isArray(checkpoint) || depth > 1) return [];
  const object = checkpoint as Readonly<Record<string, Json>>;
  return [
    ...signs.map((name) => momentOf(object[name])),
    ...Object.values(object).flatMap((one) => signsIn(one, depth + 1)),
  ];
}

/** When a run was last heard of, in Unix milliseconds; null: never. */
export function signOfLife({ started_at, updated_at, checkpoint }: OlderRow, now: number): number | null {
  const all = [readable(started_at), readable(updated_at), ...signsIn(checkpoint)];
  const past = all.filter((one): one is number => one !== null && one <= now + aheadMs);
  return past.length === 0 ? null : Math.min(now, Math.max(...past));
}
