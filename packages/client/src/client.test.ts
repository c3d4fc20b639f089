import { describe, expect, it } from "vitest";
import { type Client, errorCodes, isErrorCode, sourceFunctions } from "./index.ts";
import { clientOf, conflict, methods, problem, run, started, starts, thrownBy } from "./testing/fake-client.ts";

describe("what is sent", () => {
  it.each([
    [
      "syncAll",
      (client: Client) => client.syncAll({ mode: "7d", sources: ["stripe"] }),
      "POST sync-command-center",
      { mode: "7d", sources: ["stripe"] },
    ],
    [
      "sync by name",
      (client: Client) => client.sync("paypal", { dryRun: true }),
      "POST fetch-paypal",
      { dryRun: true },
    ],
    [
      "sync by function",
      (client: Client) => client.sync("fetch-mine", { mode: "full" }),
      "POST fetch-mine",
      { mode: "full" },
    ],
    ["resume", (client: Client) => client.resume("ghl"), "POST sync-ghl", { resume: true }],
    [
      "resume of a run",
      (client: Client) => client.resume("manychat", { runId: run.id, onConflict: "attach" }),
      "POST sync-manychat",
      { resume: run.id, onConflict: "attach" },
    ],
    [
      "cancel of all",
      (client: Client) => client.cancel({ all: true, reason: "why" }),
      "POST sync-command-center",
      { forceCancel: true, reason: "why" },
    ],
    [
      "cancel of one",
      (client: Client) => client.cancel({ runId: run.id }),
      "POST sync-command-center",
      { forceCancel: true, runId: run.id },
    ],
    [
      "cancel of sources",
      (client: Client) => client.cancel({ sources: ["stripe"] }),
      "POST sync-command-center",
      { forceCancel: true, sources: ["stripe"] },
    ],
    ["sweep", (client: Client) => client.sweep(), "POST sync-command-center", { sweep: true }],
    [
      "release",
      (client: Client) => client.sweep({ release: true }),
      "POST sync-command-center",
      { sweep: true, release: true },
    ],
    ["test", (client: Client) => client.test("stripe"), "POST fetch-stripe", { test: true }],
    [
      "runs",
      (client: Client) => client.runs({ active: true, limit: 5, source: undefined }),
      "GET sync-runs?active=true&limit=5",
      null,
    ],
    ["run", (client: Client) => client.run("a/b"), "GET sync-runs/a%2Fb", null],
    ["policy", (client: Client) => client.policy(), "GET sync-runs/policy", null],
    ["signIn", (client: Client) => client.signIn({ code: "c" }), "POST session", { code: "c" }],
    ["signOut", (client: Client) => client.signOut(), "DELETE session", null],
  ] as const)("%s", async (_, call, request, body) => {
    const { client, sent } = clientOf(500, problem);
    await thrownBy(call(client));
    expect(sent).toHaveLength(1);
    expect(`${sent[0]?.method} ${sent[0]?.url}`).toBe(request.replace(" ", " https://sincro.test/functions/v1/"));
    expect([sent[0]?.body, sent[0]?.token]).toEqual([body, "Bearer token-1"]);
  });

  it.each([{}, { runId: undefined }, { sources: undefined, reason: "why" }])(
    "P3 · a cancel whose filter got lost (%j) is not sent as a cancel of all",
    (request) => {
      const { client, sent } = clientOf(200, {});
      expect(() => client.cancel(request as never)).toThrow(TypeError);
      expect(sent).toEqual([]);
    },
  );

  it("knows the functions of the sources that come with Sincro", () => {
    expect(sourceFunctions).toEqual({
      stripe: "fetch-stripe",
      paypal: "fetch-paypal",
      ghl: "sync-ghl",
      manychat: "sync-manychat",
    });
  });
});

describe("what is answered", () => {
  it.each(starts)("F41 · the 409 of %s is an answer with its body", async (name) => {
    const { client } = clientOf(409, conflict);
    expect(await methods[name]?.(client)).toEqual({ kind: "conflict", body: conflict });
  });

  it.each(starts)("the 202 of %s carries its runs", async (name) => {
    const { client } = clientOf(202, started);
    expect(await methods[name]?.(client)).toEqual({ kind: "started", body: started });
  });

  it.each(Object.keys(methods))("a problem reaches the caller of %s whole", async (name) => {
    const { client } = clientOf(422, problem, { "retry-after": "7" });
    const error = await thrownBy(methods[name]?.(client) ?? Promise.resolve());
    expect(error).toMatchObject({
      code: "source_unconfigured",
      status: 422,
      detail: problem.detail,
      body: problem,
      retryAfterMs: 7_000,
    });
  });

  it("a code of a newer version is kept as it is", async () => {
    const error = await thrownBy(clientOf(418, { ...problem, error: "teapot" }).client.policy());
    expect([error.code, isErrorCode(error.code), isErrorCode("constructor")]).toEqual(["teapot", false, false]);
    expect(Object.keys(errorCodes).every(isErrorCode)).toBe(true);
  });

  it("a row whose status the machine does not know still reaches the page", async () => {
    const odd = { ...run, status: "canceled" };
    expect(await clientOf(200, { runs: [odd], next: null }).client.runs()).toEqual({ runs: [odd], next: null });
  });
});
