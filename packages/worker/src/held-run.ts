import type { Json, SyncRunRow, YieldReason } from "@sincro/machine";
import type { Page } from "@sincro/sources";
import { commitPage } from "./commit.ts";
import type { Slice } from "./slice.ts";

/** A run as the work of one slice sees it. */
export interface HeldRun {
  /** The row as last seen. */
  readonly row: SyncRunRow;
  /** What the last committed page left: where to go on from. */
  readonly checkpoint: Json | null;
  /** Aborted when the slice is over: pass it to `fetch`. */
  readonly signal: AbortSignal;
  /**
   * Commits a page: its records, its checkpoint and the counters, all or nothing. Pages are committed one after the
   * other, in the order of the calls.
   *
   * @returns the row after the page
   * @throws SliceEnded when the slice is over; Fenced when that is because the run was taken away. Let both pass
   */
  commit(page: Page): Promise<SyncRunRow>;
  /**
   * Hands the run back: it goes on, from its last page, in `waitMs` milliseconds or later. For waits of the work's own,
   * such as for another run.
   *
   * @throws SliceEnded always; let it pass
   */
  yield(reason: YieldReason, waitMs?: number): never;
}

/** The face that a slice shows to its work, and a way to wait for commits that the work did not wait for. */
export function heldRun(slice: Slice, drain?: AbortSignal): { readonly run: HeldRun; idle(): Promise<unknown> } {
  let last: Promise<unknown> = Promise.resolve();
  const run: HeldRun = {
    get row() {
      return slice.row;
    },
    get checkpoint() {
      return slice.row.checkpoint;
    },
    signal: slice.signal,
    commit(page) {
      const committed = last.then(() => commitPage(slice, page, drain));
      last = committed.catch(() => {}); // whoever called learns of it, and so did the slice
      return committed;
    },
    yield(reason, waitMs = 0) {
      throw slice.end({ kind: "yield", reason, waitMs });
    },
  };
  return { run, idle: () => last };
}
