import { errorCodes } from "@sincro/client";
import { StoreError, type StoreErrorCode } from "@sincro/store";
import { describe, expect, it } from "vitest";
import { harness, origin, problemIn } from "../testing/harness.ts";
import { readJson } from "./body.ts";

const paths = [
  "sync-command-center",
  "fetch-stripe",
  "fetch-paypal",
  "sync-runs",
  "sync-runs/x",
  "sync-runs/stream",
  "sync-runs/policy",
  "session",
];
const site = "https://app.example.com";

describe("paths and methods", () => {
  it.each(["fetch-nothing", "sync-runs/a/b", "", "sync-command-center/x", "/other"])(
    "F57 · %s is an unknown function, told clearly",
    async (path) => {
      const { post } = harness();
      expect(await problemIn(await post(path, {}))).toMatchObject({ status: 404, error: "unknown_function" });
    },
  );

  it("answers under Supabase's own path and where its runtime has cut that off", async () => {
    const { get } = harness();
    expect((await get("/functions/v1/sync-runs")).status).toBe(200);
    expect((await get("/sync-runs")).status).toBe(200);
    expect((await get("/functions/v1/sync-runs/")).status).toBe(200);
  });

  it.each([
    ["GET", "fetch-stripe", "POST, OPTIONS"],
    ["HEAD", "fetch-stripe", "POST, OPTIONS"],
    ["PUT", "sync-command-center", "POST, OPTIONS"],
    ["POST", "sync-runs", "GET, HEAD, OPTIONS"],
    ["DELETE", "sync-runs/stream", "GET, HEAD, OPTIONS"],
    ["PATCH", "session", "GET, POST, DELETE, HEAD, OPTIONS"],
  ])("%s %s is a 405 that lists what there is", async (method, path, allow) => {
    const { call } = harness();
    const response = await call(method, path);
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    if (method !== "HEAD") expect((await problemIn(response)).error).toBe("method_not_allowed");
  });

  it("HEAD answers like GET, without the body", async () => {
    const { call } = harness();
    for (const path of ["sync-runs", "sync-runs/policy", "sync-runs/stream"]) {
      const [head, get] = [await call("HEAD", path), await call("GET", path)];
      expect([head.status, await head.text()]).toEqual([200, ""]);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
      await get.body?.cancel();
    }
  });

  it("no answer may be kept by a cache or taken for another type", async () => {
    const { call } = harness();
    for (const method of ["GET", "POST", "OPTIONS"]) {
      for (const path of [...paths, "nothing"]) {
        const response = await call(method, path, method === "POST" ? { body: {} } : {});
        expect([response.headers.get("cache-control"), response.headers.get("x-content-type-options")]).toEqual([
          "no-store",
          "nosniff",
        ]);
        await response.body?.cancel();
      }
    }
  });
});

describe("F56 · calls from other origins", () => {
  it.each(paths)("a preflight to %s allows what a listed site asks for", async (path) => {
    const { call } = harness({ allowedOrigins: [site] });
    const wanted = "authorization, content-type, x-client-info, apikey, x-supabase-api-version";
    const headers = { origin: site, "access-control-request-method": "POST", "access-control-request-headers": wanted };
    const response = await call("OPTIONS", path, { token: null, headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe(site);
    expect(response.headers.get("access-control-allow-headers")).toBe(wanted);
    expect(response.headers.get("access-control-allow-methods")).toBe(response.headers.get("allow"));
    expect(response.headers.get("vary")).toBe("Origin");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("every answer to a listed site can be read by it, errors included", async () => {
    const { call } = harness({ allowedOrigins: [site] });
    for (const sent of [{}, { token: null }, { raw: "{" }]) {
      const response = await call("POST", "fetch-stripe", { body: { mode: "7d" }, ...sent, headers: { origin: site } });
      expect(response.headers.get("access-control-allow-origin")).toBe(site);
      expect(response.headers.get("access-control-expose-headers")).toContain("deprecation");
    }
  });

  it.each(["https://evil.example", "https://app.example.com.evil.example", "null"])(
    "%s gets no leave, and its call does nothing",
    async (from) => {
      const { call, runs } = harness({ allowedOrigins: [site] });
      for (const method of ["OPTIONS", "POST"]) {
        const response = await call(method, "fetch-stripe", {
          ...(method === "POST" && { body: { mode: "7d" } }),
          headers: { origin: from },
        });
        expect(response.headers.get("access-control-allow-origin")).toBeNull();
        expect((await problemIn(response)).error).toBe("origin_not_allowed");
      }
      expect(await runs()).toEqual([]);
    },
  );

  it("the page's own host needs no list, behind a proxy that speaks https as well", async () => {
    const { post } = harness();
    for (const from of [origin, origin.replace("http:", "https:")]) {
      expect((await post("sync-command-center", { sweep: true }, { headers: { origin: from } })).status).toBe(200);
    }
  });
});

describe("bodies", () => {
  it.each(["{", "{'a':1}", "undefined", "\u0000", '{"a":1}x'])("%j is malformed", async (raw) => {
    const { post } = harness();
    expect(await problemIn(await post("fetch-stripe", undefined, { raw }))).toMatchObject({
      status: 400,
      error: "malformed_json",
    });
  });

  it("bytes that are not UTF-8 are malformed", async () => {
    const { post } = harness();
    const response = await post("fetch-stripe", undefined, { raw: new Uint8Array([0x22, 0xff, 0x22]) });
    expect((await problemIn(response)).error).toBe("malformed_json");
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"])(
    "%s is not JSON, and nothing is done",
    async (type) => {
      const { post, runs } = harness();
      const response = await post("fetch-stripe", { mode: "7d" }, { headers: { "content-type": type } });
      expect(await problemIn(response)).toMatchObject({ status: 415, error: "unsupported_media_type" });
      expect(await runs()).toEqual([]);
    },
  );

  it("JSON may say its character set", async () => {
    const { post } = harness();
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect((await post("fetch-stripe", { mode: "7d" }, { headers })).status).toBe(202);
  });

  it("no body reads as an empty one, which starts nothing", async () => {
    const { call, runs } = harness();
    expect((await problemIn(await call("POST", "fetch-stripe"))).error).toBe("invalid_request");
    expect(await runs()).toEqual([]);
  });

  it.each([true, false])("more than 64 kB is too large, with its length declared or not (%s)", async (declared) => {
    const { post, runs } = harness();
    const text = JSON.stringify({ mode: "7d", account: "x".repeat(64 * 1024) });
    const raw = declared ? text : new Blob([text]).stream();
    const headers = declared ? { "content-length": String(text.length) } : {};
    const response = await post("fetch-stripe", undefined, {
      raw,
      headers: { "content-type": "application/json", ...headers },
    });
    expect(await problemIn(response)).toMatchObject({ status: 413, error: "body_too_large" });
    expect(await runs()).toEqual([]);
  });

  it("a body that trickles is given up", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"mode":')),
      cancel: () => {
        cancelled = true;
      },
    });
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", body, headers, duplex: "half" };
    const request = new Request(origin, init);
    await expect(readJson(request, 20)).rejects.toMatchObject({ code: "request_timeout" });
    expect(cancelled).toBe(true);
  });

  it("a body that breaks off is malformed", async () => {
    const { post } = harness();
    const raw = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    expect((await problemIn(await post("fetch-stripe", undefined, { raw }))).error).toBe("malformed_json");
  });
});

describe("faults", () => {
  const broken = (error: unknown) =>
    harness({
      store: (real) => {
        const fail = () => Promise.reject(error);
        return { ...real, start: fail, list: fail, get: fail, status: fail, sweep: fail, cancel: fail, events: fail };
      },
    });
  const requests = [
    ["POST", "sync-command-center", { mode: "7d" }],
    ["POST", "sync-command-center", { forceCancel: true }],
    ["POST", "sync-command-center", { sweep: true }],
    ["POST", "fetch-stripe", { resume: true }],
    ["GET", "sync-runs", undefined],
    ["GET", `sync-runs/${crypto.randomUUID()}`, undefined],
    ["GET", "sync-runs/stream", undefined],
    ["GET", "sync-runs/policy", undefined],
  ] as const;

  it.each(requests)(
    "F6 · %s %s never answers as if it were done when the database is down",
    async (method, path, body) => {
      for (const code of ["store_unreachable", "store_timeout"] as const) {
        const response = await broken(new StoreError(code, "No database.")).call(method, path, { body });
        expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
        expect(await problemIn(response)).toMatchObject({ error: code, detail: "No database." });
      }
    },
  );

  it.each(["store_rejected", "store_mismatch"] satisfies StoreErrorCode[])(
    "%s is a 500 that need not be repeated",
    async (code) => {
      const response = await broken(new StoreError(code, "No.")).get("sync-runs");
      expect([response.status, response.headers.get("retry-after")]).toEqual([500, null]);
    },
  );

  it("F55 · what nobody foresaw is told to the log, not to the caller; both have its number", async () => {
    const { get, faults } = broken(new Error("password=hunter2"));
    const response = await get("sync-runs?source=stripe");
    const details = await problemIn(response);
    expect(details).toMatchObject({ status: 500, error: "internal", instance: `urn:uuid:${faults[0]?.instance}` });
    expect(JSON.stringify(details)).not.toContain("hunter2");
    expect(faults).toMatchObject([{ request: "GET /functions/v1/sync-runs", error: new Error("password=hunter2") }]);
  });

  it("every code has an error status and a title of its own", () => {
    const entries = Object.values(errorCodes);
    expect(entries.every(({ status }) => status >= 400 && status < 600)).toBe(true);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
  });
});
