import * as z from "zod";
import type { Json } from "../columns.ts";

/** How deeply a value may be nested. Providers nest a few levels; what recurses over a value must not run out of stack. */
const deepest = 1_000;

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Level by level, not by recursion: a value that is nested too deeply, or that holds itself, is refused like any other. */
function isJson(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false;
    const next: unknown[] = [];
    for (const item of level) {
      if (
        typeof item === "number" ? Number.isFinite(item) : item === null || ["string", "boolean"].includes(typeof item)
      )
        continue;
      if (typeof item !== "object" || item === null) return false;
      if (!Array.isArray(item) && !isPlain(item)) return false;
      for (const inner of Object.values(item)) next.push(inner);
      if (Array.isArray(item) && Object.keys(item).length !== item.length) return false;
    }
    level = next;
  }
  return true;
}

/** Any JSON value of at most a thousand levels. */
export const json = z.unknown().refine(isJson, "a JSON value") as unknown as z.ZodType<Json, Json>;
