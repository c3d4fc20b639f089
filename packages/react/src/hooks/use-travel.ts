import type { SyncRunEvent } from "@sincro/machine";
import { type RefObject, useCallback, useEffect, useState } from "react";
import { after, before } from "../view/moments.ts";

/** A walk through a run's history. Moments are ISO 8601, as the history has them; null is now. */
export interface Travel {
  readonly at: string | null;
  readonly canBack: boolean;
  readonly canForward: boolean;
  back(): void;
  forward(): void;
  go(at: string | null): void;
}

/** Where a page keeps the moment, for example in its address. */
export interface Moving {
  readonly at?: string | null | undefined;
  readonly onAt?: ((at: string | null) => void) | undefined;
}

/** Time travel through a history: by the page's moment where the page keeps one, else by its own. */
export function useTravel(events: readonly SyncRunEvent[], { at: given, onAt }: Moving): Travel {
  const [own, setOwn] = useState<string | null>(null);
  const at = onAt === undefined ? own : (given ?? null);
  const go = onAt ?? setOwn;
  const back = before(events, at);
  return {
    at,
    canBack: back !== null,
    canForward: at !== null,
    back: () => back !== null && go(back),
    forward: () => at !== null && go(after(events, at)),
    go,
  };
}

const fields = "input, textarea, select, [contenteditable]";

/** ← → and Esc walk while the focus is inside; what has nowhere to go is left to the browser. */
export function useTravelKeys(inside: RefObject<HTMLElement | null>, travel: Travel): void {
  const { at, canBack, canForward, back, forward, go } = travel;
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(fields)) return;
      const step =
        event.key === "ArrowLeft" && canBack
          ? back
          : event.key === "ArrowRight" && canForward
            ? forward
            : event.key === "Escape" && at !== null
              ? () => go(null)
              : null;
      if (step === null) return;
      event.preventDefault();
      step();
    },
    [at, canBack, canForward, back, forward, go],
  );
  useEffect(() => {
    const element = inside.current;
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [inside, onKeyDown]);
}
