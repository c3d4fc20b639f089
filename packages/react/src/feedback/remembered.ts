import { type Observable, observable } from "../feed/observable.ts";
import type { Range } from "../flows/start.ts";

/** The ranges, in the order of the menu. */
export const ranges = ["today", "7d", "month", "full"] as const satisfies readonly Range[];
/** How the results are shown where there is room for either. */
export const layouts = ["table", "list"] as const;
/** A layout of {@link layouts}. */
export type Layout = (typeof layouts)[number];

type Memory = Pick<Storage, "getItem" | "setItem">;

/** A choice that this browser remembers; the fallback where it remembers none, or one that is no choice any more. */
function remembered<T extends string>(storage: Memory, key: string, choices: readonly T[], fallback: T): Observable<T> {
  const chosen = observable<T>(choices.find((choice) => choice === storage.getItem(key)) ?? fallback);
  chosen.subscribe(() => storage.setItem(key, chosen.get()));
  return chosen;
}

/** The range that was chosen last. */
export const rememberedRange = (storage: Memory): Observable<Range> =>
  remembered<Range>(storage, "sincro.range", ranges, "7d");

/** The layout that was chosen last. */
export const rememberedLayout = (storage: Memory): Observable<Layout> =>
  remembered<Layout>(storage, "sincro.results", layouts, "table");
