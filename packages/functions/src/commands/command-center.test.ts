import { startAnswer } from "@sincro/client/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harness, operatorToken, problemIn, providerSecret } from "../testing/harness.ts";

const started = async (response: Response) => {
  expect(response.status).toBe(202);
  return startAnswer.parse(await response.json());
};

describe("sync-command-center starts", () => {
  it("F25 · starts every source as one group, in the operator's name, and calls a worker for each", async () => {
    const { post, runs, dispatched } = harness();
    const answer = await started(await post("sync-command-center", { mode: "7d" }));
    expect(answer.runs.map(({ source, outcome }) => [source, outcome])).toEqual([
      ["stripe", "started"],
      ["paypal", "started"],
    ]);
    const rows = await runs();
    expect(rows.map((row) => row.group_id)).toEqual([answer.groupId, answer.groupId]);
    expect(rows.map((row) => [row.mode, row.started_by, row.status])).toEqual([
      ["7d", "operator", "running"],
      ["7d", "operator", "running"],
    ]);
    expect(dispatched.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it("P1 · starts last what waits for its group, so that its worker finds whom to wait for", async () => {
    const { post, dispatched } = harness({ afterGroup: "stripe" });
    await started(await post("sync-command-center", { mode: "7d" }));
    expect(dispatched.map(({ source }) => source)).toEqual(["paypal", "stripe"]);
  });

  it("starts only the sources named", async () => {
    const { post, runs } = harness();
    await started(await post("sync-command-center", { mode: "full", sources: ["paypal"] }));
    expect((await runs()).map(({ source }) => source)).toEqual(["paypal"]);
  });

  it("F30 · answers with runs, never with results: a group has no success of its own to report", async () => {
    const { post } = harness();
    const answer = await started(await post("sync-command-center", { mode: "today" }));
    expect(answer.runs.every(({ run }) => run?.status === "running" && run.total_fetched === 0)).toBe(true);
    expect(Object.keys(answer).sort()).toEqual(["groupId", "runs", "success"]);
  });

  it("takes a window in place of a mode; a date alone means the whole day", async () => {
    const { post, runs } = harness();
    await started(
      await post("sync-command-center", { startDate: "2026-01-01", endDate: "2026-01-31", sources: ["stripe"] }),
    );
    const [run] = await runs();
    expect([run?.mode, run?.window_start, run?.window_end]).toEqual([
      "range",
      "2026-01-01T00:00:00.000Z",
      "2026-02-01T00:00:00.000Z",
    ]);
  });

  it("refuses a window that begins in the future", async () => {
    const { post, runs } = harness();
    const response = await post("sync-command-center", { startDate: "2199-01-01", endDate: "2199-02-01" });
    expect(await problemIn(response)).toMatchObject({ error: "invalid_request", issues: [{ path: "startDate" }] });
    expect(await runs()).toEqual([]);
  });

  it("answers a repeated request id with the same runs and the same group", async () => {
    const { post, runs } = harness();
    const request = { mode: "month", requestId: crypto.randomUUID() };
    const first = await started(await post("sync-command-center", request));
    const second = await started(await post("sync-command-center", request));
    expect(second.groupId).toBe(first.groupId);
    expect(second.runs.map(({ run }) => run?.id)).toEqual(first.runs.map(({ run }) => run?.id));
    expect(second.runs.map((item) => item.outcome === "started" && item.repeated)).toEqual([true, true]);
    expect(await runs()).toHaveLength(2);
  });

  it("starts once for the same request id sent sixteen times at once", async () => {
    const { post, runs } = harness();
    const request = { mode: "month", requestId: crypto.randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 16 }, async () => started(await post("sync-command-center", request))),
    );
    expect(new Set(answers.flatMap((answer) => answer.runs.map(({ run }) => run?.id))).size).toBe(2);
    expect(await runs()).toHaveLength(2);
  });

  it("says 202 with a conflict beside it when only some sources are taken", async () => {
    const { post } = harness();
    await started(await post("fetch-stripe", { mode: "7d" }));
    const answer = await started(await post("sync-command-center", { mode: "7d" }));
    expect(answer.runs.map(({ outcome }) => outcome)).toEqual(["conflict", "started"]);
  });

  it("says which variables are missing beside what started, and 422 when no source has them", async () => {
    const { post } = harness({
      connectionOf: ({ name, credentials }) =>
        name === "stripe"
          ? { kind: "configured", connection: { credentials: {} } }
          : { kind: "unconfigured", missing: credentials.map(({ env }) => env), invalid: [] },
    });
    const answer = await started(await post("sync-command-center", { mode: "7d" }));
    expect(answer.runs[1]).toMatchObject({ outcome: "unconfigured", run: null, missing: ["PAYPAL_SECRET_KEY"] });
    const response = await post("sync-command-center", { mode: "7d", sources: ["paypal"] });
    expect(response.status).toBe(422);
    expect(await problemIn(response)).toMatchObject({ error: "source_unconfigured", missing: ["PAYPAL_SECRET_KEY"] });
  });

  it("P4 · sweeps the stuck runs of all sources first, and calls a worker for them", async () => {
    const { post, store, pass, dispatched } = harness();
    const stuck = await store.start({ source: "elsewhere", mode: "7d", worker: "slice-1" });
    pass(61_000);
    await started(await post("sync-command-center", { mode: "7d", sources: ["stripe"] }));
    const row = stuck.outcome === "started" ? await store.get(stuck.run.id) : null;
    expect([row?.status, row?.silences]).toEqual(["continuing", 1]);
    expect(dispatched.map(({ source }) => source)).toEqual(["elsewhere", "stripe"]);
  });

  it("names an unknown source and those there are, and starts nothing", async () => {
    const { post, runs } = harness();
    const response = await post("sync-command-center", { mode: "7d", sources: ["stripe", "strpie"] });
    expect(response.status).toBe(400);
    expect(await problemIn(response)).toMatchObject({ error: "unknown_source", sources: ["stripe", "paypal"] });
    expect(await runs()).toEqual([]);
  });

  it("F5 · a lost call to a worker is reported and changes nothing: the run stands, and the sweep calls again", async () => {
    const lost: unknown[] = [];
    let broken = true;
    const { post, faults, client, pass } = harness({
      dispatch: (run) => {
        if (broken) throw new Error("no worker answers");
        lost.push(run.id);
      },
    });
    const answer = await started(await post("sync-command-center", { mode: "7d", sources: ["stripe"] }));
    expect(faults.map(({ error }) => String(error))).toEqual(["Error: no worker answers"]);
    broken = false;
    pass(61_000);
    expect(await client.sweep()).toMatchObject({ dispatched: 1 });
    expect(lost).toEqual([answer.runs[0]?.run?.id]);
  });
});

describe("sync-command-center is strict", () => {
  it("F19 · names any key that it does not know, in any request, and does nothing", async () => {
    const { post, runs, dispatched, store } = harness();
    const active = await store.start({ source: "stripe", mode: "7d" });
    const before = await runs();
    const bodies = fc.constantFrom<object>(
      { mode: "7d" },
      { forceCancel: true },
      { sweep: true },
      { mode: "7d", onConflict: "restart" },
    );
    const known = new Set(
      "mode startDate endDate sources account onConflict requestId forceCancel runId groupId reason sweep release fetchAll resumeSync resumeSyncId cleanupStale".split(
        " ",
      ),
    );
    const key = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("__proto__", "constructor", "dryRun", "test", "Mode"),
    );
    await fc.assert(
      fc.asyncProperty(bodies, key, fc.json(), async (body, extra, value) => {
        fc.pre(!known.has(extra) && !/^(page|cursor|nextCursor|syncRunId|start)/i.test(extra));
        const raw = `${JSON.stringify(body).slice(0, -1)},${JSON.stringify(extra)}:${value}}`;
        const response = await post("sync-command-center", undefined, { raw });
        expect(response.status).toBe(400);
        const details = await problemIn(response);
        expect([details.error, details.keys]).toEqual(["unknown_key", [extra]]);
      }),
    );
    expect(await runs()).toEqual(before);
    expect(active.outcome).toBe("started");
    expect(dispatched).toEqual([]);
  });

  it.each([
    [{}, "mode"],
    [{ mode: "8d" }, "mode"],
    [{ mode: "range" }, "mode"],
    [{ mode: "7d", onConflict: "force" }, "onConflict"],
    [{ mode: "7d", requestId: "1" }, "requestId"],
    [{ mode: "7d", sources: [] }, "sources"],
    [{ mode: "7d", sources: "stripe" }, "sources"],
    [{ mode: "7d", account: "" }, "account"],
    [{ mode: "7d", startDate: "2026-01-01", endDate: "2026-01-02" }, "mode"],
    [{ startDate: "2026-01-01" }, "endDate"],
    [{ endDate: "2026-01-01" }, "startDate"],
    [{ startDate: "2026-01-02", endDate: "2026-01-01" }, "endDate"],
    [{ startDate: "01/02/2026", endDate: "2026-01-01" }, "startDate"],
    [{ forceCancel: false }, "forceCancel"],
    [{ forceCancel: "yes" }, "forceCancel"],
    [{ sweep: false }, "sweep"],
    [[{ mode: "7d" }], ""],
    [null, ""],
    ["7d", ""],
  ])("refuses %j and says where", async (body, path) => {
    const { post, runs } = harness();
    const response = await post("sync-command-center", body);
    expect(response.status).toBe(400);
    const details = await problemIn(response);
    expect(details.error).toBe("invalid_request");
    expect(details.issues).toContainEqual(expect.objectContaining({ path }));
    expect(await runs()).toEqual([]);
  });

  it.each(["page", "cursor", "syncRunId", "startAfter", "startAfterId"])(
    "F2 · refuses %s, by which a browser drove pages",
    async (key) => {
      const { post, runs } = harness();
      const details = await problemIn(await post("sync-command-center", { mode: "7d", [key]: "x" }));
      expect([details.status, details.error, details.keys]).toEqual([400, "server_drives_pages", [key]]);
      expect(details.detail).toContain("the server fetches");
      expect(await runs()).toEqual([]);
    },
  );

  it("puts no secret into any answer", async () => {
    const { post } = harness();
    const answers = [
      await post("sync-command-center", { mode: "7d" }),
      await post("sync-command-center", { mode: "7d" }),
      await post("sync-command-center", { [providerSecret]: 1 }, { token: null }),
      await post("fetch-stripe", { test: true }),
    ];
    const text = (await Promise.all(answers.map((answer) => answer.text()))).join();
    expect(text).not.toContain(providerSecret);
    expect(text).not.toContain(operatorToken);
  });
});
