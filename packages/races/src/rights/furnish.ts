import type { RunStore } from "@sincro/store";

const cus = { id: "cus_1", object: "customer", created: 1_700_000_000, email: "ana@example.com", name: "Ana" };
const money = { amount: 1_000, currency: "eur", created: 1_700_000_000, customer: "cus_1", status: "succeeded" };
const records = [
  { object: "customer", id: "cus_1", data: cus },
  { object: "charge", id: "ch_1", data: { id: "ch_1", object: "charge", ...money } },
  {
    object: "subscription",
    id: "sub_1",
    data: { id: "sub_1", object: "subscription", customer: "cus_1", status: "active" },
  },
  {
    object: "invoice",
    id: "in_1",
    data: { id: "in_1", object: "invoice", customer: "cus_1", status: "paid", total: 1_000, currency: "eur" },
  },
];

/** Puts a row into every table and view, so that whoever may read would see one. Answers the run. */
export async function furnish(store: RunStore): Promise<{ readonly id: string; readonly fence: number }> {
  const scope = { source: "stripe", account: "default" };
  const answer = await store.start({ ...scope, mode: "full", worker: "w1" });
  if (!("run" in answer)) throw new Error("nothing was started");
  const { id, fence } = answer.run;
  await store.commit({ runId: id, fence, worker: "w1", seq: 1, records, checkpoint: { after: "in_1" } });
  await store.take({ ...scope, buckets: [{ bucket: "account:", intervalMs: 20, burst: 1 }], maxWaitMs: 0 });
  await store.setSchedule({ ...scope, mode: "7d", cron: "@daily", time_zone: "UTC", enabled: true, next_at: null });
  // An alert: of a run that failed.
  const failing = await store.start({ ...scope, account: "failing", worker: "w2" });
  if (!("run" in failing)) throw new Error("nothing was started");
  const error = { code: "boom", message: "It broke." };
  await store.send(failing.run.id, { type: "FAIL", fence: failing.run.fence, worker: "w2", error });
  return { id, fence };
}
