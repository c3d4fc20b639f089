import { describe, expect, it } from "vitest";
import { createClient } from "./index.ts";
import { clientOf, methods, run, started, thrownBy } from "./testing/fake-client.ts";

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
