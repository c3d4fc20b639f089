import { useCallback } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import { lookOf } from "./preferences.ts";

/** What the history remembers of an address beside itself: that a run stands over the first page, at its side. */
interface Kept {
  readonly over?: boolean;
}

const isRun = (href: string) => href.startsWith("/runs/");
const withQuery = (href: string, query: string) => (query === "" ? href : `${href}?${query}`);

/** An address of the page and what the history remembers with it. */
export interface Target {
  readonly href: string;
  readonly state: Kept | null;
}

/** Whether the run of the address stands at the side of the first page. */
export function useIsOver(): boolean {
  return useHistoryState<Kept | null>()?.over === true;
}

/**
 * Where a link of the page leads: on in the same language and theme. From the first page a run opens at its side, and
 * the page stays as it was: filter and all.
 */
export function useTargetOf(): (href: string) => Target {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const over = useIsOver() || path === "/";
  return useCallback(
    (href) => {
      if (!over || !isRun(href)) return { href: withQuery(href, lookOf(search)), state: null };
      const kept = new URLSearchParams(search);
      kept.delete("t");
      return { href: withQuery(href, kept.toString()), state: { over: true } };
    },
    [search, over],
  );
}

/** Changes words of the address's query, each to a value or to nothing; what the history remembers stays. */
export function useQuery(): readonly [
  URLSearchParams,
  (words: Readonly<Record<string, string | null>>, options?: { readonly replace?: boolean }) => void,
] {
  const [search, setSearch] = useSearchParams();
  const state = useHistoryState<Kept | null>();
  const set = useCallback(
    (words: Readonly<Record<string, string | null>>, options: { readonly replace?: boolean } = {}) =>
      setSearch(
        (query) => {
          for (const [name, value] of Object.entries(words)) {
            if (value === null) query.delete(name);
            else query.set(name, value);
          }
          return query;
        },
        { ...options, state },
      ),
    [setSearch, state],
  );
  return [search, set];
}
