import { applyEvent, type SyncEvent, type SyncRunRow } from "@sincro/machine";
import type { CommitAnswer, RunStore, SendAnswer } from "@sincro/store";
import { describe, expect, it } from "vitest";
import { fetching, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

/** A database that fails over once, right after it answered the commit of page `lost`, to a standby without that page. */
function failingOver(under: ReturnType<typeof world>, first: SyncRunRow, lost: number) {
  const { store, clock, at } = under;
  let row = first;
  let pages: unknown[] = [];
  let done = false;
  const apply = (event: SyncEvent): SendAnswer => {
    const outcome = applyEvent(row, { ...event, at: at(clock.now()) });
    if (outcome.kind === "refused") return { applied: false, reason: outcome.reason, run: row };
    row = outcome.run;
    return { applied: true, reason: null, run: row };
  };
  const failing: RunStore = {
    ...store,
    send: async (_, event) => apply(event),
    commit: async ({ runId: _, records, ...page }): Promise<CommitAnswer> => {
      const before = { row, pages };
      const counts = { inserted: records.length, updated: 0, unchanged: 0 };
      const answer = apply({ type: "COMMIT", ...page, fetched: records.length, ...counts });
      if (answer.applied) pages = [...pages, page.checkpoint];
      if (!done && page.seq === lost) {
        done = true;
        ({ row, pages } = before);
      }
      return { ...answer, ...counts };
    },
  };
  return { failing, row: () => row, pages: () => pages };
}

describe.each([
  ["in the middle", 2, 4],
  ["at the end", 4, 4],
])("F33 · a page %s that a failover lost", (_, lost, pageCount) => {
  // 40 s a page: heartbeats come in between, and their answers show the row without the page.
  it.each([100, 40_000])("is fetched again, with %i ms a page", async (pageMs) => {
    const under = world();
    const { clock, start, options } = under;
    const { failing, row, pages } = failingOver(under, await start(), lost);
    const slices: string[] = [];
    while (row().status !== "completed") {
      const outcome = await clock.until(
        withRun(failing, row(), fetching(clock, pageCount, pageMs), { ...options, sliceMs: 290_000 }),
      );
      slices.push(`${outcome.kind} ${outcome.run?.error_code}`);
      await clock.advance(2_000);
    }
    expect(slices).toEqual(["yielded out_of_order", "completed null"]);
    expect(pages()).toEqual(Array.from({ length: pageCount }, (_, index) => ({ page: index + 1 })));
  });
});
