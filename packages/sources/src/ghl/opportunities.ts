import type { Json, SourceRecord } from "@sincro/machine";
import type { Stream, StreamContext } from "../define/stream.ts";
import type { GhlApi } from "./api.ts";
import {
  type Opportunity,
  type OpportunityCursor,
  opportunityCursor,
  searchOpportunities,
} from "./opportunity-page.ts";
import { indexLagMs, isoOf, timeOf } from "./time.ts";

/**
 * Opportunities. They move from stage to stage long after they were added, and GoHighLevel finds them only by when
 * that was: every run looks at all of them, and a run of a window keeps those that changed in it.
 */
export const opportunities: Stream<GhlApi, OpportunityCursor> = {
  object: "opportunity",
  cursor: opportunityCursor,
  whole: true,
  async *pages(task, { client, run }) {
    const seen = new Set(task.cursor === null ? [] : [JSON.stringify(task.cursor)]);
    for (let after = task.cursor; ; ) {
      const page = await searchOpportunities(client, after, seen);
      const records = page.opportunities.filter((one) => isOf(run, one)).map(recordOf);
      yield { records, next: page.next, total: run.from === null ? page.total : undefined };
      if (page.next === null) return;
      seen.add(JSON.stringify(page.next));
      after = page.next;
    }
  },
};

function isOf({ from, to }: StreamContext<GhlApi>["run"], { createdAt, updatedAt }: Opportunity): boolean {
  const created = timeOf(createdAt) ?? 0;
  const changed = timeOf(updatedAt) ?? created;
  return created < to && (from === null || Math.max(created, changed) >= from - indexLagMs);
}

function recordOf(data: Opportunity): SourceRecord {
  return { object: "opportunity", id: data.id, updatedAt: isoOf(data.updatedAt, data.createdAt), data: data as Json };
}
