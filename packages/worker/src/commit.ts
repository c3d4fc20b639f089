import type { SyncRunRow } from "@sincro/machine";
import type { Page } from "@sincro/sources";
import type { SendAnswer } from "@sincro/store";
import { budgetUsed, endingOf, refusedEnding } from "./ending.ts";
import { failureOf } from "./failure.ts";
import { mayBeRepeated, persist } from "./persist.ts";
import type { Slice } from "./slice.ts";

/** So many pages in a row with the same checkpoint are a loop. */
const STUCK_AFTER = 3;

/**
 * Commits one page under the next sequence number, and decides whether there is to be another one in this slice. A
 * fault of the store has the same page sent again, for as long as the run is held.
 *
 * @throws SliceEnded when the slice is over, be it by what became of this very page
 */
export async function commitPage(slice: Slice, page: Page, drain: AbortSignal | undefined): Promise<SyncRunRow> {
  slice.signal.throwIfAborted();
  const { clock, random, secrets } = slice.tools;
  const { slice_pages, attempts, id } = slice.row;
  const seq = slice.seq + 1;
  const { records, checkpoint, total } = page;
  let sentAt = 0;
  let answer: SendAnswer;
  slice.fault = undefined;
  try {
    answer = await persist(
      () => {
        sentAt = clock.now();
        return slice.store.commit({ runId: id, ...slice.hold, seq, records, checkpoint, total });
      },
      {
        ...slice.tools,
        until: () => (slice.ending === undefined ? slice.heldUntil : sentAt),
        onFault: (error) => {
          slice.fault = error;
          slice.tools.onFault?.(error);
        },
      },
    );
  } catch (error) {
    throw slice.end(
      mayBeRepeated(error)
        ? { kind: "lost", error: failureOf(error, secrets) }
        : endingOf(error, attempts, random, secrets),
    );
  }
  if (!slice.take(answer, sentAt)) throw slice.end(refusedEnding(answer, undefined));
  slice.fault = undefined;
  slice.seq = seq;

  slice.standing = slice.row.slice_pages === slice_pages ? slice.standing + 1 : 0;
  if (slice.standing >= STUCK_AFTER) throw slice.end({ kind: "fail", error: stuck });
  if (clock.now() >= slice.yieldsAt || drain?.aborted) slice.end(budgetUsed);
  slice.signal.throwIfAborted();
  return slice.row;
}

const stuck = {
  code: "cursor_stuck",
  message: `${STUCK_AFTER} pages in a row left the checkpoint where it was: going on would loop for ever.`,
  retryable: false,
};
