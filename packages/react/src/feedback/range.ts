import { type Observable, observable } from "../feed/observable.ts";
import type { Range } from "../flows/start.ts";

/** The ranges, in the order of the menu. */
export const ranges = ["today", "7d", "month", "full"] as const satisfies readonly Range[];

const key = "sincro.range";

/** The range that was chosen last, remembered by this browser. */
export function rememberedRange(storage: Pick<Storage, "getItem" | "setItem">): Observable<Range> {
  const stored = ranges.find((range) => range === storage.getItem(key));
  const range = observable<Range>(stored ?? "7d");
  range.subscribe(() => storage.setItem(key, range.get()));
  return range;
}
