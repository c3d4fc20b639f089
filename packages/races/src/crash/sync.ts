import { randomUUID } from "node:crypto";
import type { SourceRecord, SyncRunRow } from "@sincro/machine";
import type { Stage } from "./stage.ts";

/** One sync that something happens to: an account of its own, and the request that starts it, however often. */
export interface Sync {
  readonly account: string;
  readonly requestId: string;
}

/** How many objects an earlier run brought that have changed since, and that have not. */
export const earlier = { changed: 40, unchanged: 20 };

/** An account that an earlier run brought some objects of, most of them in an older version. */
export async function newSync(stage: Stage): Promise<Sync> {
  const account = randomUUID();
  const { name, others } = stage.provider;
  const records = stage.provider
    .objects()
    .slice(0, earlier.changed + earlier.unchanged)
    .map((record, index) => (index < earlier.changed ? { ...record, data: { id: record.id, older: true } } : record));
  await bringEarlier(stage, account, name, records);
  if (others !== undefined) await bringEarlier(stage, account, others.source, others.records);
  stage.fake.log.clear();
  return { account, requestId: randomUUID() };
}

/** A run that is over and brought these records. */
async function bringEarlier({ store }: Stage, account: string, source: string, records: readonly SourceRecord[]) {
  const worker = "earlier";
  const got = await store.start({ source, account, worker });
  if (got.outcome !== "started") throw new Error(got.outcome);
  const { id: runId, fence } = got.run;
  await store.commit({ runId, fence, worker, seq: 1, records, checkpoint: { v: 2, left: [] } });
  await store.send(runId, { type: "COMPLETE", fence, worker, seq: 1 });
}

/** The run of a sync; null when it was not started. */
export async function runOf(stage: Stage, { account, requestId }: Sync): Promise<SyncRunRow | null> {
  const { runs } = await stage.store.list({ source: stage.provider.name, account });
  return runs.find((run) => run.request_id === requestId) ?? null;
}
