import { describe, expect, it } from "vitest";
import { harness, problemIn } from "../testing/harness.ts";

/** A run of Stripe that is under way when Stripe's credentials are taken away. */
async function switchedOff() {
  let on = true;
  const connection = { credentials: { STRIPE_SECRET_KEY: "sk_test" } };
  const world = harness({
    connectionOf: ({ name }) =>
      on || name !== "stripe"
        ? { kind: "configured", connection }
        : { kind: "unconfigured", missing: ["STRIPE_SECRET_KEY"], invalid: [] },
  });
  const got = await world.store.start({ source: "stripe", mode: "7d", worker: "w1" });
  if (got.outcome !== "started") throw new Error(got.outcome);
  on = false;
  return { ...world, run: got.run };
}

describe("a source that is switched off in mid-run", () => {
  it("F6 · a start, a resumption or a restart of it is refused by name, never skipped, and nothing changes", async () => {
    const { post, store, runs, run } = await switchedOff();
    for (const body of [{ mode: "7d" }, { mode: "7d", onConflict: "restart" }, { mode: "7d", onConflict: "attach" }]) {
      const answer = await problemIn(await post("fetch-stripe", body));
      expect(answer).toMatchObject({ status: 422, error: "source_unconfigured" });
    }
    expect(await runs()).toEqual([run]);
    await store.send(run.id, { type: "FAIL", fence: run.fence, worker: "w1", error: { code: "boom", message: "" } });
    const answer = await problemIn(await post("fetch-stripe", { resume: true }));
    expect(answer).toMatchObject({ status: 422, error: "source_unconfigured" });
    expect(await runs()).toHaveLength(1);
  });

  it("F6 · in a start of all sources it is named as what did not start", async () => {
    const { post } = await switchedOff();
    const answer = await post("sync-command-center", { mode: "7d" });
    expect(answer.status).toBe(202);
    const { runs } = (await answer.json()) as { runs: unknown[] };
    expect(runs).toMatchObject([
      { source: "stripe", outcome: "unconfigured", run: null },
      { source: "paypal", outcome: "started" },
    ]);
  });

  it("F6 · its run goes on to its end, is called for again when its worker is lost, and can be cancelled", async () => {
    const { post, store, pass, dispatched, run } = await switchedOff();
    const page = { fence: run.fence, worker: "w1", seq: 1, records: [], checkpoint: 1 };
    expect(await store.commit({ runId: run.id, ...page })).toMatchObject({ applied: true });
    pass(61_000);
    expect((await post("sync-command-center", { sweep: true })).status).toBe(200);
    expect(dispatched).toMatchObject([{ id: run.id, status: "continuing", checkpoint: 1 }]);
    const cancelled = await post("fetch-stripe", { forceCancel: true });
    expect(await cancelled.json()).toMatchObject({ cancelled: 1, receipt: [{ runId: run.id, to: "cancelled" }] });
  });
});
