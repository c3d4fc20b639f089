import { cancelAnswer } from "@sincro/client/contract";
import { describe, expect, it } from "vitest";
import { harness, problemIn } from "../testing/harness.ts";

const receiptOf = async (response: Response) => {
  expect(response.status).toBe(200);
  return cancelAnswer.parse(await response.json());
};

/** Three active runs: two of a group, one of another account. */
async function threeRuns() {
  const world = harness();
  const groupId = crypto.randomUUID();
  const start = async (source: string, account: string, group?: string) => {
    const answer = await world.store.start({ source, account, mode: "7d", groupId: group });
    if (answer.outcome !== "started") throw new Error(answer.outcome);
    return answer.run;
  };
  const stripe = await start("stripe", "default", groupId);
  const paypal = await start("paypal", "default", groupId);
  const other = await start("stripe", "mexico");
  const active = async () => (await world.store.list({ active: true })).runs.map(({ id }) => id).sort();
  return { ...world, groupId, stripe, paypal, other, active };
}

describe("forceCancel at the command center", () => {
  it("F26 · cancels every active run and lists each in the receipt, in the older callers' words as well", async () => {
    const { post, active, stripe, runs } = await threeRuns();
    const answer = await receiptOf(await post("sync-command-center", { forceCancel: true, reason: "wrong account" }));
    expect([answer.success, answer.ok, answer.cancelled]).toEqual([true, true, 3]);
    expect(answer.receipt).toContainEqual({
      runId: stripe.id,
      source: "stripe",
      account: "default",
      from: "running",
      to: "cancelled",
      cancelled: true,
      totalFetched: 0,
    });
    expect(await active()).toEqual([]);
    expect((await runs()).map((run) => [run.ended_by, run.error_message])).toEqual(
      Array.from({ length: 3 }, () => ["operator", "wrong account"]),
    );
  });

  it("says that there was nothing to cancel, rather than that all went well", async () => {
    const { post } = harness();
    expect(await receiptOf(await post("sync-command-center", { forceCancel: true }))).toMatchObject({
      cancelled: 0,
      receipt: [],
    });
  });

  it.each(["group", "sources", "account"])("F24 · ends only what was named: a %s", async (what) => {
    const { post, active, groupId, stripe, paypal, other } = await threeRuns();
    const filters = {
      group: [{ groupId }, [other.id]],
      sources: [{ sources: ["stripe"] }, [paypal.id]],
      account: [{ sources: ["stripe"], account: "mexico" }, [stripe.id, paypal.id].sort()],
    }[what];
    await receiptOf(await post("sync-command-center", { forceCancel: true, ...(filters?.[0] as object) }));
    expect(await active()).toEqual(filters?.[1]);
  });

  it("P3 · a cancel meant for a run that ended never hits the run that came after it", async () => {
    const { post, active, store, stripe, paypal, other } = await threeRuns();
    await store.cancel({ runId: stripe.id }, "ana");
    const next = await store.start({ source: "stripe", mode: "7d" });
    const answer = await receiptOf(await post("sync-command-center", { forceCancel: true, runId: stripe.id }));
    expect(answer.cancelled).toBe(0);
    expect(answer.receipt).toMatchObject([{ runId: stripe.id, from: "cancelled", to: "cancelled", cancelled: false }]);
    expect(await active()).toEqual([next.outcome === "started" ? next.run.id : "", paypal.id, other.id].sort());
  });

  it("is a 404 for a run that does not exist", async () => {
    const { post } = harness();
    const response = await post("sync-command-center", { forceCancel: true, runId: crypto.randomUUID() });
    expect(await problemIn(response)).toMatchObject({ status: 404, error: "run_not_found" });
  });

  it.each([
    { runId: crypto.randomUUID(), groupId: crypto.randomUUID() },
    { groupId: crypto.randomUUID(), sources: ["stripe"] },
    { runId: crypto.randomUUID(), account: "mexico" },
  ])("refuses a filter that could mean two things: %j", async (filter) => {
    const { post, active } = await threeRuns();
    const details = await problemIn(await post("sync-command-center", { forceCancel: true, ...filter }));
    expect(details.error).toBe("invalid_request");
    expect(await active()).toHaveLength(3);
  });
});

describe("forceCancel at a source's function", () => {
  it("ends that source's runs only", async () => {
    const { post, active, paypal } = await threeRuns();
    expect((await receiptOf(await post("fetch-stripe", { forceCancel: true }))).cancelled).toBe(2);
    expect(await active()).toEqual([paypal.id]);
  });

  it("ends only that source's part of a group, or one account", async () => {
    const { post, active, groupId, paypal, other } = await threeRuns();
    await receiptOf(await post("fetch-stripe", { forceCancel: true, groupId }));
    expect(await active()).toEqual([paypal.id, other.id].sort());
    await receiptOf(await post("fetch-stripe", { forceCancel: true, account: "mexico" }));
    expect(await active()).toEqual([paypal.id]);
  });

  it("P3 · knows no run of another source", async () => {
    const { post, active, paypal } = await threeRuns();
    const details = await problemIn(await post("fetch-stripe", { forceCancel: true, runId: paypal.id }));
    expect(details.error).toBe("run_not_found");
    expect(await active()).toHaveLength(3);
  });

  it("F6, F19 · is answered before secrets and providers are looked at", async () => {
    const { post, store } = harness({
      connectionOf: () => {
        throw new Error("looked at the secrets");
      },
    });
    await store.start({ source: "stripe", mode: "7d" });
    expect((await receiptOf(await post("fetch-stripe", { forceCancel: true }))).cancelled).toBe(1);
    expect((await post("fetch-stripe", { sweep: true })).status).toBe(200);
  });
});
