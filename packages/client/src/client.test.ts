import { describe, expect, it } from "vitest";
import { type Client, createClient, errorCodes, isApiError, isErrorCode, sourceFunctions } from "./index.ts";
import { startedRun } from "./testing/rows.ts";

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly token: string | null;
}

/** A client whose every request gets the same answer, and what it asked. */
function clientOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: "https://sincro.test/",
    token: async () => "token-1",
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const text = await request.text();
      const token = request.headers.get("authorization");
      sent.push({ method: request.method, url: request.url, body: text === "" ? null : JSON.parse(text), token });
      return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
    },
  });
  return { client, sent };
}

const run = startedRun();
const started = {
  success: true,
  groupId: null,
  runs: [{ source: "stripe", outcome: "started", run, repeated: false, cancelled: [] }],
};
const conflict = {
  type: "urn:sincro:error:sync_already_running",
  title: "A sync is already running",
  status: 409,
  detail: "…",
  error: "sync_already_running",
  success: false,
  groupId: null,
  runs: [{ source: "stripe", outcome: "conflict", run }],
  actions: ["attach", "restart", "wait"],
  holders: [{ source: "stripe", runId: run.id, startedAt: run.started_at }],
};
const problem = {
  type: "about:blank",
  title: "…",
  status: 422,
  detail: "Set STRIPE_SECRET_KEY.",
  error: "source_unconfigured",
  missing: ["STRIPE_SECRET_KEY"],
};

const thrownBy = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isApiError(error)) throw new Error(`no ApiError: ${String(error)}`);
  return error;
};

const methods: Record<string, (client: Client) => Promise<unknown>> = {
  syncAll: (client) => client.syncAll({ mode: "7d" }),
  sync: (client) => client.sync("stripe", { mode: "7d" }),
  resume: (client) => client.resume("stripe"),
  cancel: (client) => client.cancel({ all: true }),
  sweep: (client) => client.sweep(),
  test: (client) => client.test("stripe"),
  runs: (client) => client.runs(),
  run: (client) => client.run("x"),
  policy: (client) => client.policy(),
  signIn: (client) => client.signIn({ code: "x" }),
  session: (client) => client.session(),
  signOut: (client) => client.signOut(),
  stream: async (client) => {
    for await (const _ of client.stream()) throw new Error("an event of nothing");
  },
};
const starts = ["syncAll", "sync", "resume"];

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

describe("F42 · what is not of the contract is never a success", () => {
  const html = "<html><body>504 Gateway Time-out</body></html>";
  const finite = Object.keys(methods).filter((name) => name !== "stream");

  it.each(finite)("%s: a proxy's page, whatever its status", async (name) => {
    for (const status of [200, 202, 409, 504]) {
      const error = await thrownBy(methods[name]?.(clientOf(status, html).client) ?? Promise.resolve());
      expect([error.code, error.status]).toEqual(["bad_answer", status]);
    }
  });

  it.each(finite)("%s: JSON of something else, whatever its status", async (name) => {
    for (const status of [200, 202, 409, 500]) {
      for (const body of [
        {},
        [],
        "null",
        { ok: true },
        { success: true },
        { message: "Unauthorized" },
        { ...started, runs: [{}] },
        { ...started, runs: [{ run }] },
      ]) {
        const error = await thrownBy(methods[name]?.(clientOf(status, body).client) ?? Promise.resolve()).catch(
          (thrown: unknown) => thrown,
        );
        if (name === "signOut" && body === "null" && status < 300) continue;
        expect(error, JSON.stringify(body)).toMatchObject({ code: "bad_answer", status });
      }
    }
  });

  it("a 200 does not prove that a run was started", async () => {
    expect(await thrownBy(clientOf(200, started).client.syncAll({ mode: "7d" }))).toMatchObject({ code: "bad_answer" });
  });

  it("no connection is unreachable", async () => {
    const client = createClient({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
    for (const name of finite) {
      expect(await thrownBy(methods[name]?.(client) ?? Promise.resolve())).toMatchObject({
        code: "unreachable",
        status: 0,
      });
    }
  });

  it("no answer in time is unreachable, and so is an answer that does not end", async () => {
    const hang: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    const half: typeof fetch = async (_, init) =>
      new Response(
        new ReadableStream({
          start: (controller) => init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason)),
        }),
      );
    for (const fetch of [hang, half]) {
      const error = await thrownBy(createClient({ fetch, timeoutMs: 20 }).policy());
      expect([error.code, error.detail]).toEqual(["unreachable", "The functions did not answer in time."]);
    }
  });

  it("a caller that gives up gets its own reason back", async () => {
    const reason = new Error("left the page");
    const client = createClient({ fetch: (url, init) => fetch(new Request(url, init)), baseUrl: "http://127.0.0.1:1" });
    await expect(client.policy({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
