import type { CancelAnswer } from "@sincro/client";
import { useSync } from "../hooks/context.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { useRefusedBatches } from "../hooks/use-refused-batches.ts";
import { receiptView, settledRuns } from "../view/receipt.ts";

/** What a cancel did, run by run, for as long as the notice stays: workers that confirm later are taken in. */
export function CancelReceipt({ answer, all }: { readonly answer: CancelAnswer; readonly all: boolean }) {
  const { center, words, title } = useSync();
  const state = useObservable(center.state);
  const view = receiptView(answer, all, state, title, words);
  const refused = useRefusedBatches(settledRuns(answer, state.rows));
  const rejected = refused === 0 ? null : words.t.cancel.rejected(refused);
  const afterwards = [view.stopped, rejected].filter((sentence) => sentence !== null).join(" ");
  return (
    <>
      <p className="font-medium">{view.title}</p>
      {view.already !== null && <p className="text-quiet">{view.already}</p>}
      {view.unconfirmed !== null && <p className="text-quiet">{view.unconfirmed}</p>}
      {afterwards !== "" && (
        <p className="text-quiet" data-testid="receipt-stopped">
          {afterwards}
        </p>
      )}
    </>
  );
}
