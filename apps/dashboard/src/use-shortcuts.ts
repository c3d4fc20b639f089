import { currentOf, useCommands, useInstallation, useSync, useSyncRuns } from "@sincro/react";
import { useEffect } from "react";

const fields = "input, textarea, select, [contenteditable]";

/** Moves the focus among the rows of the results; the first one when none has it. */
function moveRow(by: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-testid="result-link"]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

/**
 * The page's keys. Single letters can be turned off (WCAG 2.1.4), and never fire in a field, in a dialog, or together
 * with another key.
 */
export function useShortcuts(enabled: boolean, openSheet: () => void): void {
  const { syncAll, cancelAll } = useCommands();
  const { go, hrefOf } = useSync();
  const { sources } = useInstallation();
  const { runs } = useSyncRuns();
  useEffect(() => {
    const stop = new AbortController();
    const openNth = (n: number) => {
      const source = sources[n - 1];
      const run = source === undefined ? null : currentOf(runs, source.name);
      if (run !== null) go(hrefOf(run.id));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!enabled || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as Element).closest(fields) || document.querySelector("dialog[open]")) return;
      const actions: Readonly<Record<string, () => void>> = {
        s: syncAll,
        x: cancelAll,
        j: () => moveRow(1),
        k: () => moveRow(-1),
        "?": openSheet,
      };
      const action = actions[event.key] ?? (/^[1-9]$/.test(event.key) ? () => openNth(Number(event.key)) : undefined);
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown, { signal: stop.signal });
    return () => stop.abort();
  }, [enabled, openSheet, syncAll, cancelAll, go, hrefOf, sources, runs]);
}
