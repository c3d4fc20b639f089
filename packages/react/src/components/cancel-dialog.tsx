import { useSelector } from "@xstate/react";
import { useSync } from "../hooks/context.ts";
import { useMoment } from "../hooks/use-moment.ts";
import { useSyncRuns } from "../hooks/use-sync-runs.ts";
import { sentenceOf } from "../texts/sentence.ts";
import { phaseOf } from "../view/phase.ts";
import { liveOf } from "../view/select.ts";
import { stateWord } from "../view/words.ts";
import { Button } from "./base/button.tsx";
import { Dialog } from "./base/dialog.tsx";

/** The question before a cancel. It closes on the answer, never by the click that asks for it, and never on a failure. */
export function CancelDialog() {
  const { operations } = useSync();
  const open = useSelector(operations.cancel, (flow) => !flow.matches("idle"));
  return open ? <OpenCancelDialog /> : null;
}

function OpenCancelDialog() {
  const { operations, words, title } = useSync();
  const { t } = words;
  const { target, error } = useSelector(operations.cancel, (flow) => flow.context);
  const cancelling = useSelector(operations.cancel, (flow) => flow.matches("cancelling"));
  const moment = useMoment(1_000);
  const runs = liveOf(useSyncRuns().runs).filter((run) => "all" in target || run.id === target.runId);
  const none = runs.length === 0 && !cancelling ? t.cancel.none : null;
  const confirm = () => {
    if (none === null) operations.cancel.send({ type: "CONFIRM" });
  };
  const close = () => operations.cancel.send({ type: "CLOSE" });
  return (
    <Dialog title={none ?? t.cancel.ask.title(runs.length)} onClose={close} onConfirm={confirm} testId="cancel-dialog">
      <ul className="mt-3 flex max-h-60 flex-col gap-1 overflow-y-auto text-sm">
        {runs.map((run) => (
          <li key={run.id}>
            {t.cancel.ask.item(title(run.source), stateWord(phaseOf(run, moment), words), run.total_fetched)}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-quiet">{none === null ? t.cancel.ask.body : t.cancel.ask.gone}</p>
      {error !== null && (
        <p role="alert" className="mt-3 rounded-lg bg-error-tint px-3 py-2 text-sm text-failed">
          {t.cancel.error(sentenceOf(error, t))}
        </p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button data-initial-focus onClick={close} data-testid="cancel-no">
          {t.cancel.ask.no}
        </Button>
        <Button
          look="strongDanger"
          unavailable={none}
          aria-busy={cancelling}
          onClick={confirm}
          data-testid="cancel-yes"
        >
          {cancelling ? t.cancel.doing : t.cancel.ask.yes(runs.length)}
        </Button>
      </div>
    </Dialog>
  );
}
