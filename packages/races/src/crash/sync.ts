import { randomUUID } from "node:crypto";
import type { SourceRecord, SyncRunRow } from "@sincro/machine";
import { streams } from "./protocol.ts";
import type { Stage } from "./stage.ts";

/** One sync that something happens to: an account of its own, and the request that starts it, however often. */
export interface Sync {
  readonly account: string;
  readonly requestId: string;
}

/** What the provider has, as records. */
export function objectsOf({ fake }: Stage): readonly SourceRecord[] {
  return streams.flatMap((list) =>
    fake.objects(list).map((data) => ({ object: data.object, id: data.id, data: data as SourceRecord["data"] })),
  );
}

/** How many objects an earlier run brought that have changed since, and that have not. */
export const earlier = { changed: 40, unchanged: 20 };

/** An account that an earlier run brought some objects of, most of them in an older version. */
export async function newSync(stage: Stage): Promise<Sync> {
  const account = randomUUID();
  const worker = "earlier";
  const got = await stage.store.start({ source: "stripe", account, worker });
  if (got.outcome !== "started") throw new Error(got.outcome);
  const { id: runId, fence } = got.run;
  const records = objectsOf(stage)
    .slice(0, earlier.changed + earlier.unchanged)
    .map((record, index) => (index < earlier.changed ? { ...record, data: { id: record.id, older: true } } : record));
  await stage.store.commit({ runId, fence, worker, seq: 1, records, checkpoint: { v: 2, left: [] } });
  await stage.store.send(runId, { type: "COMPLETE", fence, worker, seq: 1 });
  stage.fake.log.clear();
  return { account, requestId: randomUUID() };
}

/** The run of a sync; null when it was not started. */
export async function runOf(stage: Stage, { account, requestId }: Sync): Promise<SyncRunRow | null> {
  const { runs } = await stage.store.list({ source: "stripe", account });
  return runs.find((run) => run.request_id === requestId) ?? null;
}
