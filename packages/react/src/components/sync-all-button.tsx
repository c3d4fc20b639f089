import { useSelector } from "@xstate/react";
import { RefreshCw } from "lucide-react";
import { useRef } from "react";
import { useSync } from "../hooks/context.ts";
import { useCommands } from "../hooks/use-commands.ts";
import { useInstallation } from "../hooks/use-installation.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { useSyncRuns } from "../hooks/use-sync-runs.ts";
import { liveOf } from "../view/select.ts";
import { Button } from "./base/button.tsx";
import { RangeMenu } from "./range-menu.tsx";

/**
 * «Sincronizar todo · 7 días», with the menu of ranges. While runs are under way it counts them; pressing it then leads to
 * the choice of a conflict.
 */
export function SyncAllButton() {
  const { operations, words, range } = useSync();
  const { t } = words;
  const { syncAll } = useCommands();
  const mode = useObservable(range);
  const { sources } = useInstallation();
  const live = new Set(liveOf(useSyncRuns().runs).map((run) => run.source)).size;
  const starting = useSelector(operations.start, (flow) => flow.matches("starting") || flow.matches("restarting"));
  const button = useRef<HTMLDivElement>(null);
  const ready = sources.filter((source) => source.configured).length;
  const label = starting
    ? t.sync.starting
    : live > 0
      ? t.sync.running(live, Math.max(live, ready))
      : t.sync.allOf(t.sync.rangeShort[mode]);
  return (
    <div ref={button} className="flex min-w-0 max-sm:flex-[1.6]">
      <Button
        look="primary"
        className="min-w-0 flex-1 rounded-r-none"
        data-testid="sync-all"
        data-live={live}
        aria-busy={starting || undefined}
        onClick={syncAll}
      >
        <RefreshCw aria-hidden size={16} />
        <span>{label}</span>
      </Button>
      <RangeMenu
        chosen={mode}
        onChoose={(value) => {
          range.set(value);
          button.current?.querySelector("button")?.focus();
        }}
      />
    </div>
  );
}
