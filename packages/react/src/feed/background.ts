import type { RunRow } from "../view/run-row.ts";
import { enoughRuns } from "../view/spans.ts";
import type { RunFeed } from "./port.ts";

/** How far back a source's runs are read: a source that has failed every ten minutes for a week is found, in runs. */
const farthest = 1_000;
const pageSize = 200;

/**
 * Older completed runs of sources whose newest runs tell too little: without them a source that has failed for a day
 * would no longer say until when it is up to date, nor what is usual.
 *
 * @param known the runs that are at hand
 */
export async function readBackground(
  feed: Pick<RunFeed, "runs">,
  sources: readonly string[],
  known: readonly RunRow[],
): Promise<readonly RunRow[]> {
  const completed = (runs: readonly RunRow[], source: string) =>
    runs.filter((run) => run.source === source && run.status === "completed" && !run.dry_run);
  const found = sources.map(async (source) => {
    let runs = completed(known, source);
    let before: string | undefined;
    for (let read = 0; runs.length < enoughRuns && read < farthest; read += pageSize) {
      const page = await feed.runs({ source, limit: pageSize, ...(before !== undefined && { before }) });
      runs = [...new Map([...runs, ...completed(page.runs, source)].map((run) => [run.id, run])).values()];
      if (page.next === null) break;
      before = page.next;
    }
    return runs;
  });
  return (await Promise.all(found)).flat();
}
