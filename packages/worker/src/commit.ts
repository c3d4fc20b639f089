import type { SyncRunRow } from "@sincro/machine";
import type { Page } from "@sincro/sources";
import { isStoreError, type SendAnswer } from "@sincro/store";
import { budgetUsed, endingOf, refusedEnding } from "./ending.ts";
import { failureOf } from "./failure.ts";
import { mayBeRepeated, persist } from "./persist.ts";
import type { Slice } from "./slice.ts";

/** So many pages in a row with the same checkpoint are a loop. */
const STUCK_AFTER = 3;

/**
 * Commits one page, and decides whether there is to be another one in this slice. A page that is too much for one
 * statement of the database goes in parts, of which only the last moves the checkpoint: who dies between two of them has
 * the page fetched again.
 *
 * @throws SliceEnded when the slice is over, be it by what became of this very page
 */
export async function commitPage(slice: Slice, page: Page, drain: AbortSignal | undefined): Promise<SyncRunRow> {
  const { slice_pages } = slice.row;
  const parts = [page.records];
  for (let records = parts.shift(); records !== undefined; records = parts.shift()) {
    const checkpoint = parts.length > 0 ? slice.row.checkpoint : page.checkpoint;
    const fits = records.length <= slice.mostRecords;
    if (!fits || !(await commitPart(slice, { ...page, records, checkpoint }))) parts.unshift(...halves(records));
  }
  slice.standing = slice.row.slice_pages === slice_pages ? slice.standing + 1 : 0;
  if (slice.standing >= STUCK_AFTER) throw slice.end({ kind: "fail", error: stuck });
  slice.left.pages -= 1;
  slice.left.records -= page.records.length;
  const used = slice.left.pages <= 0 || slice.left.records <= 0 || slice.tools.clock.now() >= slice.yieldsAt;
  if (used || drain?.aborted) slice.end(budgetUsed);
  slice.signal.throwIfAborted();
  return slice.row;
}

function halves<T>(all: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

/**
 * Commits records under the next sequence number. A fault of the store has them sent again, for as long as the run is
 * held; only where the database gave up on them, fewer at once are what helps.
 *
 * @returns false when the database gave up and nothing was committed
 */
async function commitPart(slice: Slice, page: Page): Promise<boolean> {
  slice.signal.throwIfAborted();
  const { clock, random, secrets } = slice.tools;
  const { attempts, id } = slice.row;
  const seq = slice.seq + 1;
  const { records, checkpoint, total } = page;
  const tooMuch = (error: unknown) => isStoreError(error) && error.code === "store_timeout" && records.length > 1;
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
        helps: (error) => mayBeRepeated(error) && !tooMuch(error),
        onFault: (error) => {
          slice.fault = error;
          slice.tools.onFault?.(error);
        },
      },
    );
  } catch (error) {
    if (tooMuch(error)) {
      slice.mostRecords = Math.ceil(records.length / 2);
      return false;
    }
    throw slice.end(
      mayBeRepeated(error)
        ? { kind: "lost", error: failureOf(error, secrets) }
        : endingOf(error, attempts, random, secrets),
    );
  }
  if (!slice.take(answer, sentAt)) throw slice.end(refusedEnding(answer, undefined));
  slice.fault = undefined;
  slice.seq = seq;
  return true;
}

const stuck = {
  code: "cursor_stuck",
  message: `${STUCK_AFTER} pages in a row left the checkpoint where it was: going on would loop for ever.`,
  retryable: false,
};
