import type { CancelAnswer } from "@sincro/client";
import { useSync } from "../hooks/context.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { receiptView } from "../view/receipt.ts";

/** What a cancel did, run by run, for as long as the notice stays: workers that confirm later are taken in. */
export function CancelReceipt({ answer, all }: { readonly answer: CancelAnswer; readonly all: boolean }) {
  const { center, words, title } = useSync();
  const view = receiptView(answer, all, useObservable(center.state), title, words);
  return (
    <>
      <p className="font-medium">{view.title}</p>
      {view.already !== null && <p className="text-quiet">{view.already}</p>}
      {view.unconfirmed !== null && <p className="text-quiet">{view.unconfirmed}</p>}
    </>
  );
}
