import { useSelector } from "@xstate/react";
import { BrushCleaning } from "lucide-react";
import { useSync } from "../hooks/context.ts";
import { useNow } from "../hooks/use-now.ts";
import { useSyncRuns } from "../hooks/use-sync-runs.ts";
import { liveOf, stuckOf } from "../view/select.ts";
import { Button } from "./base/button.tsx";

/** «Limpiar syncs atascados (n)»: lets silent runs go. Always there, because people look for it. */
export function CleanStuckButton({ className = "" }: { readonly className?: string }) {
  const { operations, words } = useSync();
  const { t } = words;
  const { runs } = useSyncRuns();
  const now = useNow(liveOf(runs).length > 0 ? 1_000 : null);
  const stuck = stuckOf(runs, now).length;
  const cleaning = useSelector(operations.clean, (flow) => flow.matches("cleaning"));
  return (
    <Button
      className={className}
      data-testid="clean-stuck"
      aria-busy={cleaning || undefined}
      unavailable={stuck === 0 ? t.clean.none : null}
      onClick={() => operations.clean.send({ type: "CLEAN" })}
    >
      <BrushCleaning aria-hidden size={16} />
      {cleaning ? t.clean.doing : t.clean.stuck(stuck)}
    </Button>
  );
}
