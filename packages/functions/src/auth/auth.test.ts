import { signInCode, signInPath } from "@sincro/client";
import { sessionAnswer } from "@sincro/client/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { harness, operatorToken, origin, problemIn } from "../testing/harness.ts";

const routes = [
  ["POST", "sync-command-center"],
  ["POST", "fetch-stripe"],
  ["GET", "sync-runs"],
  ["GET", `sync-runs/${crypto.randomUUID()}`],
  ["GET", "sync-runs/stream"],
  ["GET", "sync-runs/policy"],
  ["GET", "session"],
] as const;

/** Signs in by a fresh code and answers the cookie as a browser sends it. */
async function signedIn(world = harness()) {
  const response = await world.post("session", { code: world.codes.issue() }, { token: null, headers: { origin } });
  const [cookie = ""] = response.headers.getSetCookie();
  return { ...world, response, setCookie: cookie, cookie: cookie.split(";")[0] ?? "" };
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(routes)("%s %s", (method, path) => {
  const body = method === "POST" ? { body: { forceCancel: true } } : {};

  it.each([
    ["no credentials", { token: null }],
    ["a wrong token", { token: "wrong" }],
    ["another token of the same length", { token: operatorToken.replace(/.$/, "x") }],
    ["a token cut short", { token: operatorToken.slice(0, -1) }],
    ["another scheme", { token: null, headers: { authorization: `Basic ${operatorToken}` } }],
    ["an invented cookie", { token: null, headers: { cookie: "sincro_session=e30.AAAA", origin } }],
    ["a wrong token beside any cookie", { token: "wrong", headers: { cookie: "sincro_session=x" } }],
  ])("is closed to %s", async (_, sent) => {
    const { call, store } = harness();
    const run = await store.start({ source: "stripe", mode: "7d" });
    const response = await call(method, path, { ...body, ...sent });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await problemIn(response)).toMatchObject({ status: 401, error: "unauthenticated" });
    expect(run.outcome === "started" && (await store.get(run.run.id))?.status).toBe("running");
  });

  it("is open to the operator's token", async () => {
    const { call } = harness();
    const response = await call(method, path, body);
    expect([200, 404]).toContain(response.status);
    await response.body?.cancel();
  });

  it("is open to a session of the page's own host", async () => {
    const { call, cookie } = await signedIn();
    const response = await call(method, path, { ...body, token: null, headers: { cookie, origin } });
    expect([200, 404]).toContain(response.status);
    await response.body?.cancel();
  });
});

describe("a session", () => {
  it("begins with the code of a link and is told by an HttpOnly, SameSite=Strict cookie alone", async () => {
    const { response, setCookie } = await signedIn();
    expect(setCookie).toMatch(/^sincro_session=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const answer = sessionAnswer.parse(await response.json());
    expect(answer.actor).toBe("operator");
    const hours = (Date.parse(answer.expiresAt ?? "") - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
  });

  it("keeps the code out of every address that a server or a log sees", () => {
    const { codes } = harness();
    const code = codes.issue();
    const link = new URL(signInPath(code), origin);
    expect(link.pathname + link.search).toBe("/");
    expect(signInCode(link.hash)).toBe(code);
    expect(signInCode("")).toBeNull();
  });

  it("can be had once with a code, and not with one that is too old", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { post, codes } = harness();
    const exchange = async (code: string) => (await post("session", { code }, { token: null })).status;
    const [code, late] = [codes.issue(), codes.issue()];
    expect([await exchange(code), await exchange(code), await exchange("invented")]).toEqual([200, 401, 401]);
    vi.setSystemTime(Date.now() + 15 * 60_000);
    const response = await post("session", { code: late }, { token: null });
    expect((await problemIn(response)).error).toBe("code_invalid");
  });

  it("begins with the operator token as well, and with no other", async () => {
    const { post } = harness();
    expect((await post("session", { token: operatorToken }, { token: null })).status).toBe(200);
    const details = await problemIn(await post("session", { token: "wrong" }, { token: null }));
    expect(details.error).toBe("unauthenticated");
  });

  it.each([{}, { code: 1 }, { code: "x", token: "y" }, { code: "x", next: 1 }])("refuses %j", async (body) => {
    const { post } = harness();
    expect((await post("session", body, { token: null })).status).toBe(400);
  });

  it("names who is signed in, and marks what that person starts", async () => {
    const { get, post, cookie, runs } = await signedIn();
    const headers = { cookie, origin };
    const answer = sessionAnswer.parse(await (await get("session", { token: null, headers })).json());
    expect(answer).toMatchObject({ actor: "operator", expiresAt: expect.any(String) });
    await post("fetch-stripe", { mode: "7d" }, { token: null, headers });
    expect((await runs())[0]?.started_by).toBe("operator");
  });

  it("expires, and says so", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { get, cookie } = await signedIn();
    vi.setSystemTime(Date.now() + 12 * 3_600_000);
    const details = await problemIn(await get("sync-runs", { token: null, headers: { cookie } }));
    expect([details.error, details.detail]).toEqual(["unauthenticated", "The session has expired: sign in again."]);
  });

  it("is worth nothing when a single letter of it is changed", async () => {
    const { get, cookie } = await signedIn();
    const open = async (value: string) => (await get("sync-runs", { token: null, headers: { cookie: value } })).status;
    expect(await open(cookie)).toBe(200);
    for (let at = "sincro_session=".length; at < cookie.length - 1; at += 7) {
      const other = cookie[at] === "A" ? "B" : "A";
      expect(await open(cookie.slice(0, at) + other + cookie.slice(at + 1)), `letter ${at}`).toBe(401);
    }
  });

  it("is marked Secure when the page came by https", async () => {
    const { post, codes } = harness();
    const secure = { token: null, headers: { origin: "https://sincro.test:4400" } };
    const response = await post("session", { code: codes.issue() }, secure);
    expect(response.headers.get("set-cookie")).toContain("; Secure");
  });

  it("ends when asked, expired or not", async () => {
    const { call } = harness();
    const response = await call("DELETE", "session", { token: null });
    expect([response.status, response.headers.get("set-cookie")]).toEqual([
      204,
      "sincro_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
    ]);
  });
});

describe("a cookie's write", () => {
  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://sincro.test:9999" }],
    ["a page without an origin", { origin: "null" }],
    ["no origin at all", {}],
    ["a site that may call with a token", { origin: "https://app.example.com" }],
  ])("is refused from %s, and nothing is done", async (_, headers) => {
    const { post, cookie, runs } = await signedIn(harness({ allowedOrigins: ["https://app.example.com"] }));
    const response = await post("fetch-stripe", { mode: "7d" }, { token: null, headers: { ...headers, cookie } });
    expect(await problemIn(response)).toMatchObject({ status: 403, error: "origin_not_allowed" });
    expect(await runs()).toEqual([]);
  });
});
