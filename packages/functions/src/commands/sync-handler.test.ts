import { startAnswer, testAnswer } from "@sincro/client/contract";
import { SourceError } from "@sincro/sources";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harness, problemIn } from "../testing/harness.ts";

const started = async (response: Response) => {
  expect(response.status).toBe(202);
  return startAnswer.parse(await response.json());
};

describe("a source's function", () => {
  it("starts its source and repeats the run's id for older callers", async () => {
    const { post, runs } = harness();
    const answer = await started(await post("fetch-stripe", { mode: "7d" }));
    const [run] = await runs();
    expect(answer).toMatchObject({ success: true, groupId: null, syncRunId: run?.id });
    expect(run).toMatchObject({ source: "stripe", group_id: null, dry_run: false });
  });

  it("starts a dry run of everything when nothing else is asked", async () => {
    const { post, runs } = harness();
    await started(await post("fetch-stripe", { dryRun: true }));
    expect(await runs()).toMatchObject([{ dry_run: true, mode: "full" }]);
  });

  it("is a 422 with the variables' names when there are no credentials", async () => {
    const { post, runs } = harness({
      connectionOf: () => ({ kind: "unconfigured", missing: [], invalid: ["STRIPE_SECRET_KEY"] }),
    });
    const details = await problemIn(await post("fetch-stripe", { mode: "7d" }));
    expect(details).toMatchObject({ status: 422, error: "source_unconfigured", invalid: ["STRIPE_SECRET_KEY"] });
    expect(await runs()).toEqual([]);
  });

  it("F19 · names any key that it does not know, and starts nothing", async () => {
    const { post, runs } = harness();
    const bodies = fc.constantFrom<object>({ mode: "7d" }, { resume: true }, { test: true }, { dryRun: true });
    const known = new Set(
      "mode startDate endDate account onConflict requestId dryRun resume forceCancel runId groupId reason sweep test fetchAll resumeSync resumeSyncId cleanupStale dry_run".split(
        " ",
      ),
    );
    await fc.assert(
      fc.asyncProperty(bodies, fc.string({ minLength: 1 }), async (body, extra) => {
        fc.pre(!known.has(extra) && !/^(page|cursor|nextCursor|syncRunId|start)/i.test(extra));
        const response = await post("fetch-stripe", { ...body, [extra]: true });
        const details = await problemIn(response);
        expect([details.status, details.error, details.keys]).toEqual([400, "unknown_key", [extra]]);
      }),
    );
    expect(await runs()).toEqual([]);
  });

  it("refuses two commands in one body", async () => {
    const { post, runs } = harness();
    const details = await problemIn(await post("fetch-stripe", { test: true, resume: true }));
    expect(details).toMatchObject({ error: "unknown_key", keys: ["resume"] });
    expect(await runs()).toEqual([]);
  });
});

describe("resume", () => {
  async function failedRun(world = harness()) {
    const answer = await world.store.start({ source: "stripe", mode: "7d", worker: "slice-1" });
    if (answer.outcome !== "started") throw new Error(answer.outcome);
    const { id: runId, fence } = answer.run;
    const hold = { fence, worker: "slice-1" };
    await world.store.commit({ runId, ...hold, seq: 1, records: [], checkpoint: { after: "cus_9" } });
    await world.store.send(runId, { type: "FAIL", ...hold, error: { code: "provider_rejected", message: "no" } });
    return { ...world, runId };
  }

  it("F17, F38 · goes on from the checkpoint of the newest run that can be resumed, as a new run", async () => {
    const { post, runId, store } = await failedRun();
    const { syncRunId } = await started(await post("fetch-stripe", { resume: true }));
    expect(syncRunId).not.toBe(runId);
    expect(await store.get(syncRunId ?? "")).toMatchObject({
      resumed_from: runId,
      checkpoint: { after: "cus_9" },
      mode: "7d",
    });
    expect((await store.get(runId))?.status).toBe("failed");
  });

  it("F17 · two clicks on resume make one run; the second is told who holds the scope", async () => {
    const { post, runId, runs } = await failedRun();
    const answers = await Promise.all([1, 2].map(() => post("fetch-stripe", { resume: runId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await runs()).toHaveLength(2);
  });

  it("does not resume again what was resumed and has completed since", async () => {
    const { post, store } = await failedRun();
    const { syncRunId = "" } = await started(await post("fetch-stripe", { resume: true }));
    const claimed = await store.send(syncRunId, { type: "CLAIM", worker: "slice-2" });
    const hold = { fence: claimed.run?.fence ?? 0, worker: "slice-2" };
    await store.send(syncRunId, { type: "COMPLETE", ...hold, seq: 0 });
    const details = await problemIn(await post("fetch-stripe", { resume: true }));
    expect([details.status, details.error]).toEqual([422, "nothing_to_resume"]);
    const named = await problemIn(await post("fetch-stripe", { resume: syncRunId }));
    expect([named.status, named.error]).toEqual([422, "not_resumable"]);
  });

  it("knows no run of another source, nor one that does not exist", async () => {
    const { post, runId } = await failedRun();
    for (const [path, id] of [
      ["fetch-paypal", runId],
      ["fetch-stripe", crypto.randomUUID()],
    ] as const) {
      const details = await problemIn(await post(path, { resume: id }));
      expect([details.status, details.error]).toEqual([404, "run_not_found"]);
    }
  });

  it("takes the range from the run: a mode beside it is a mistake", async () => {
    const { post } = await failedRun();
    const details = await problemIn(await post("fetch-stripe", { resume: true, mode: "full" }));
    expect(details).toMatchObject({ error: "unknown_key", keys: ["mode"] });
  });

  it("F38 · neither finds nor takes a run whose checkpoint cannot be read", async () => {
    const { post, store } = harness();
    const answer = await store.start({ source: "stripe", mode: "7d", worker: "slice-1" });
    if (answer.outcome !== "started") throw new Error(answer.outcome);
    const { id, fence } = answer.run;
    const error = { code: "checkpoint_invalid", message: "not one of ours" };
    await store.send(id, { type: "FAIL", fence, worker: "slice-1", error });
    expect((await problemIn(await post("fetch-stripe", { resume: true }))).error).toBe("nothing_to_resume");
    expect((await problemIn(await post("fetch-stripe", { resume: id }))).error).toBe("not_resumable");
  });

  it("finds the one to resume behind many newer runs", async () => {
    const { post, store, runId } = await failedRun();
    for (let n = 0; n < 120; n += 1) {
      const answer = await store.start({ source: "stripe", mode: "today", worker: `w${n}` });
      if (answer.outcome !== "started") throw new Error(answer.outcome);
      await store.send(answer.run.id, { type: "COMPLETE", fence: answer.run.fence, worker: `w${n}`, seq: 0 });
    }
    const { syncRunId } = await started(await post("fetch-stripe", { resume: true }));
    expect((await store.get(syncRunId ?? ""))?.resumed_from).toBe(runId);
  });
});

describe("older callers", () => {
  it.each([
    [{ fetchAll: true }, ["fetchAll"], { mode: "full" }],
    [{ fetchAll: true, mode: "7d" }, ["fetchAll"], { mode: "7d" }],
    [
      { fetchAll: true, startDate: "2026-01-01T00:00:00Z", endDate: "2026-01-02T00:00:00Z" },
      ["fetchAll"],
      { mode: "range" },
    ],
    [{ mode: "7d", dry_run: true }, ["dry_run"], { mode: "7d", dry_run: true }],
    [
      { mode: "7d", dry_run: false, resumeSync: false, resumeSyncId: null },
      ["dry_run", "resumeSync", "resumeSyncId"],
      { mode: "7d", dry_run: false },
    ],
  ])("are understood: %j", async (body, keys, row) => {
    const { post, runs } = harness();
    const response = await post("fetch-stripe", body);
    await started(response);
    expect(response.headers.get("deprecation")).toMatch(/^@\d+$/);
    expect(response.headers.get("sincro-deprecated")).toBe(keys.join(", "));
    expect(await runs()).toMatchObject([row]);
  });

  it.each(["resumeSync", "resumeSyncId"])("resume with %s", async (key) => {
    const { post, store, runs } = harness();
    const first = await store.start({ source: "stripe", mode: "7d" });
    const id = first.outcome === "started" ? first.run.id : "";
    await store.cancel({ runId: id }, "ana");
    await started(
      await post("fetch-stripe", key === "resumeSync" ? { resumeSync: true } : { resumeSync: true, resumeSyncId: id }),
    );
    const next = (await runs()).find((run) => run.id !== id); // both may be of one millisecond
    expect(next?.resumed_from).toBe(id);
  });

  it.each([
    [{ fetchAll: false, mode: "7d" }, "fetchAll"],
    [{ fetchAll: "yes" }, "fetchAll"],
    [{ mode: "7d", dry_run: true, dryRun: false }, "dry_run"],
    [{ cleanupStale: 1 }, "cleanupStale"],
    [{ mode: "7d", dry_run: "x" }, "dry_run"],
    [{ resumeSyncId: "x" }, "resumeSyncId"],
  ])("hear in their own words what is wrong: %j", async (body, path) => {
    const { post, runs } = harness();
    const details = await problemIn(await post("fetch-stripe", body));
    expect(details.error).toBe("invalid_request");
    expect(details.issues).toContainEqual(expect.objectContaining({ path }));
    expect(await runs()).toEqual([]);
  });

  it("hear of a key that a function does not have by the name that they wrote", async () => {
    const { post } = harness();
    const details = await problemIn(await post("sync-command-center", { mode: "7d", dry_run: true }));
    expect(details).toMatchObject({ error: "unknown_key", keys: ["dry_run"] });
  });

  it("are not named in answers to those who speak today's words", async () => {
    const { post } = harness();
    const response = await post("fetch-stripe", { mode: "7d" });
    expect([response.headers.get("deprecation"), response.headers.get("sincro-deprecated")]).toEqual([null, null]);
  });
});

describe("test", () => {
  const ask = async (world: Parameters<typeof harness>[0]) => {
    const { post, runs, faults } = harness(world);
    const response = await post("fetch-stripe", { test: true });
    expect(await runs()).toEqual([]);
    return { response, faults };
  };
  const result = async (world: Parameters<typeof harness>[0]) => {
    const { response } = await ask(world);
    expect(response.status).toBe(200);
    return testAnswer.parse(await response.json());
  };

  it("says whose account it is, and starts nothing", async () => {
    expect(await result({})).toMatchObject({ success: true, ok: true, configured: true, account: "acct_1" });
  });

  it("says that credentials are missing without asking anybody", async () => {
    const world = {
      connectionOf: () => ({ kind: "unconfigured", missing: ["STRIPE_SECRET_KEY"], invalid: [] }) as const,
      test: () => Promise.reject(new Error("asked the provider")),
    };
    expect(await result(world)).toMatchObject({
      success: false,
      ok: false,
      configured: false,
      missing: ["STRIPE_SECRET_KEY"],
    });
  });

  it("says what the provider said, whether it answered or failed", async () => {
    const refused = { ok: false, code: "credentials_refused", message: "No." } as const;
    expect(await result({ test: async () => refused })).toMatchObject({ ...refused, success: false, configured: true });
    const error = new SourceError("provider_unreachable", "No connection.", { retryable: true });
    expect(await result({ test: () => Promise.reject(error) })).toMatchObject({
      ok: false,
      code: "provider_unreachable",
    });
  });

  it("F55 · keeps an unexpected fault to the log", async () => {
    const { response, faults } = await ask({ test: () => Promise.reject(new Error("sk_live_leaked")) });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("sk_live_leaked");
    expect(text).toContain(faults[0]?.instance);
  });
});
