import { useSelector } from "@xstate/react";
import { Ban } from "lucide-react";
import { useSync } from "../hooks/context.ts";
import { useCommands } from "../hooks/use-commands.ts";
import { useSyncRuns } from "../hooks/use-sync-runs.ts";
import { liveOf } from "../view/select.ts";
import { Button } from "./base/button.tsx";

/** «Cancelar todo (n)»: asks first; says why it cannot be pressed when nothing runs. */
export function CancelAllButton({ className = "" }: { readonly className?: string }) {
  const { operations, words } = useSync();
  const { t } = words;
  const { cancelAll } = useCommands();
  const live = liveOf(useSyncRuns().runs).length;
  const cancelling = useSelector(operations.cancel, (flow) => flow.matches("cancelling"));
  return (
    <Button
      look="danger"
      className={className}
      data-testid="cancel-all"
      aria-busy={cancelling || undefined}
      unavailable={live === 0 ? t.cancel.none : null}
      onClick={cancelAll}
    >
      <Ban aria-hidden size={16} />
      {cancelling ? t.cancel.doing : t.cancel.all(live)}
    </Button>
  );
}
