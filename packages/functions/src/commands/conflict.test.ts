import { conflictAnswer, startAnswer } from "@sincro/client/contract";
import { describe, expect, it } from "vitest";
import { harness, problemIn } from "../testing/harness.ts";

const conflicted = async (response: Response) => {
  expect(response.status).toBe(409);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return conflictAnswer.parse(await response.json());
};

describe("a start of a scope that is taken", () => {
  it("P5 · explains itself: who holds it, how far it is, when it was last seen, and what one can do", async () => {
    const { post, store } = harness();
    const first = await store.start({ source: "stripe", mode: "7d", startedBy: "ana", worker: "slice-1" });
    if (first.outcome !== "started") throw new Error(first.outcome);
    const { id, fence } = first.run;
    const records = [{ object: "customer", id: "cus_1", data: {} }];
    await store.commit({
      runId: id,
      fence,
      worker: "slice-1",
      seq: 1,
      records,
      checkpoint: { after: "cus_1" },
      total: 40,
    });
    const run = await store.get(id);

    const body = await conflicted(await post("fetch-stripe", { mode: "full" }));
    expect(body).toMatchObject({ success: false, error: "sync_already_running", existingSyncId: id, run });
    expect(body.actions).toEqual(["attach", "restart", "wait"]);
    expect(body.holders).toEqual([
      {
        source: "stripe",
        account: "default",
        runId: id,
        status: "running",
        mode: "7d",
        startedBy: "ana",
        startedAt: run?.started_at,
        worker: "slice-1",
        records: 1,
        expected: 40,
        pages: 1,
        lastSignAt: run?.progress_at,
        leaseEndsAt: run?.deadline_at,
        dueAt: null,
        silent: false,
      },
    ]);
    expect(body.detail).toContain("started by ana: 1 records in 1 pages");
  });

  it("says when the sweep last ran before the request itself swept", async () => {
    const { post, store, pass } = harness();
    await post("fetch-stripe", { mode: "7d" });
    const { sweptAt } = await store.status();
    expect(sweptAt).not.toBeNull();
    pass(30_000);
    expect((await conflicted(await post("fetch-stripe", { mode: "7d" }))).sweptAt).toBe(sweptAt);
  });

  it("is a 409 of the group when no source could start", async () => {
    const { post } = harness();
    await post("sync-command-center", { mode: "7d" });
    const body = await conflicted(await post("sync-command-center", { mode: "7d" }));
    expect(body.runs.map(({ outcome }) => outcome)).toEqual(["conflict", "conflict"]);
    expect(body.holders.map(({ source }) => source)).toEqual(["stripe", "paypal"]);
  });

  it("is a 409, too, when what did not conflict has no credentials", async () => {
    const { post, store } = harness({
      connectionOf: ({ name }) =>
        name === "stripe"
          ? { kind: "configured", connection: { credentials: {} } }
          : { kind: "unconfigured", missing: ["PAYPAL_SECRET_KEY"], invalid: [] },
    });
    await store.start({ source: "stripe", mode: "7d" });
    const body = await conflicted(await post("sync-command-center", { mode: "7d" }));
    expect(body.runs.map(({ outcome }) => outcome)).toEqual(["conflict", "unconfigured"]);
  });

  it("joins the active run when asked to attach", async () => {
    const { post, runs } = harness();
    await post("fetch-stripe", { mode: "7d" });
    const response = await post("fetch-stripe", { mode: "full", onConflict: "attach" });
    expect(response.status).toBe(202);
    const answer = startAnswer.parse(await response.json());
    const [run] = await runs();
    expect([answer.runs[0]?.outcome, answer.syncRunId, (await runs()).length]).toEqual(["attached", run?.id, 1]);
  });

  it("F18 · restarts every source of the request in the mode of the request, and says which runs that ended", async () => {
    const { post, runs } = harness();
    const first = startAnswer.parse(await (await post("sync-command-center", { mode: "today" })).json());
    const response = await post("sync-command-center", { mode: "7d", onConflict: "restart" });
    expect(response.status).toBe(202);
    const second = startAnswer.parse(await response.json());
    expect(second.runs.map((item) => item.outcome === "started" && item.cancelled)).toEqual(
      first.runs.map(({ run }) => [run?.id]),
    );
    const rows = await runs();
    expect(rows.filter(({ status }) => status === "running").map(({ mode }) => mode)).toEqual(["7d", "7d"]);
    expect(rows.filter(({ status }) => status === "cancelled").map(({ mode }) => mode)).toEqual(["today", "today"]);
  });

  it("leaves one active run of a source whatever sixteen callers want at once", async () => {
    const { post, runs } = harness();
    const wishes = ["reject", "attach", "restart", "restart"];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => post("fetch-stripe", { mode: "7d", onConflict: wishes[n % 4] })),
    );
    expect(answers.every(({ status }) => status === 202 || status === 409)).toBe(true);
    expect((await runs()).filter(({ status }) => status === "running")).toHaveLength(1);
  });
});

describe("a start that the machine refuses", () => {
  it("says why, and that nothing was started", async () => {
    const { post } = harness({
      store: (real) => ({
        ...real,
        start: async () => ({ outcome: "refused", reason: "invalid", detail: "no window" }),
      }),
    });
    const response = await post("fetch-stripe", { mode: "7d" });
    expect(response.status).toBe(422);
    expect(await problemIn(response)).toMatchObject({ error: "start_refused", reason: "invalid", detail: "no window" });
  });
});
