import { budgetUsed, type Ending, tryAgain } from "./ending.ts";
import { failureOf } from "./failure.ts";
import { beat, startHeart } from "./heartbeat.ts";
import type { SliceOptions } from "./options.ts";
import type { Slice } from "./slice.ts";

/** Everything that can end a slice from outside its work: its heart, its time, its owner. The answer stops watching. */
export function supervise(slice: Slice, { signal, nudges }: SliceOptions): () => void {
  const { clock } = slice.tools;
  const stops = [
    startHeart(slice),
    clock.after(slice.endsAt - clock.now(), () => slice.end(overrun(slice))),
    on(nudges, "nudge", () => void beat(slice)),
    on(signal, "abort", () => slice.end(budgetUsed)),
  ];
  if (signal?.aborted) slice.end(budgetUsed);
  return () => {
    for (const stop of stops) stop();
  };
}

function on(target: EventTarget | undefined, type: string, listener: () => void): () => void {
  target?.addEventListener(type, listener);
  return () => target?.removeEventListener(type, listener);
}

/** The slice's time ran out in the middle of a page: the provider hangs, or the store would not take the page. */
function overrun({ fault, row, tools }: Slice): Ending {
  const late = { code: "slice_overrun", message: "A page was not done when its slice was over.", retryable: true };
  const failure = fault === undefined ? late : failureOf(fault, tools.secrets);
  return tryAgain(failure, row.attempts, tools.random);
}
