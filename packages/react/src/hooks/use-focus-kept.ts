import { type RefObject, useLayoutEffect } from "react";

/**
 * When a part of the page goes and takes the focus with it, the focus goes to the page's main part instead of nowhere:
 * whoever uses the keyboard goes on from there, and not from the top of the document.
 */
export function useFocusKept(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement)) document.querySelector<HTMLElement>("main")?.focus();
    };
  }, [part]);
}
