import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Route, secrets, serveAll, site } from "./served.fixture.ts";

type Served = Awaited<ReturnType<typeof serveAll>>;

/** What each route does with a body: reads it as JSON, or does not look at it. A route without its line fails. */
const reads: Readonly<Record<string, boolean>> = {
  "POST sync-command-center": true,
  "POST fetch-stripe": true,
  "POST fetch-paypal": true,
  "POST sync-ghl": true,
  "POST sync-manychat": true,
  "POST sync-manychat/push": true,
  "POST fetch-stripe/continue": false,
  "POST fetch-paypal/continue": false,
  "POST sync-ghl/continue": false,
  "POST sync-manychat/continue": false,
  "GET sync-runs": false,
  "GET sync-runs/:id": false,
  "GET sync-runs/stream": false,
  "GET sync-runs/policy": false,
  "GET sync-runs/schedules": false,
  "POST sync-runs/schedules": true,
  "DELETE sync-runs/schedules": false,
  "GET session": false,
  "POST session": true,
  "DELETE session": false,
};

const nameOf = ({ method, path }: Route) =>
  `${method} ${path.replace("/functions/v1/", "").replace(/[\da-f]{8}-[\da-f-]+/, ":id")}`;
const tokenOf = ({ path }: Route) => (path.endsWith("/push") ? secrets.pushToken : secrets.operatorToken);

describe("every route", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveAll({
      allowances: { address: { burst: 1e6, perSecond: 1e6 }, credential: { burst: 1e6, perSecond: 1e6 } },
    });
  });
  afterAll(() => served.close());

  const functions = () => served.routes.filter(({ kind }) => kind === "function");
  async function ask({ method, path }: Route, init: RequestInit = {}) {
    const response = await fetch(`${served.origin}${path}`, { method, redirect: "manual", ...init });
    const text = response.headers.get("content-type") === "text/event-stream" ? "" : await response.text();
    await response.body?.cancel().catch(() => undefined);
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\n\s+at .*:\d+/);
    return { status: response.status, headers: response.headers, error: /"error":"(\w+)"/.exec(text)?.[1] };
  }
  const bearer = (route: Route) => ({ authorization: `Bearer ${tokenOf(route)}` });

  it("is in the table of this test", () => {
    expect(functions().map(nameOf).sort()).toEqual(Object.keys(reads).sort());
  });

  it("refuses a method that it does not have, and says which it has", async () => {
    for (const route of functions()) {
      const there = functions()
        .filter(({ path }) => path === route.path)
        .map(({ method }) => method);
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((name) => !there.includes(name))) {
        const { status, headers } = await ask({ ...route, method }, { headers: bearer(route) });
        expect([nameOf(route), method, status]).toEqual([nameOf(route), method, 405]);
        for (const name of there) expect(headers.get("allow")).toContain(name);
      }
    }
  });

  it("takes no body that is too large, whether it says so or not", async () => {
    const large = JSON.stringify({ mode: "7d", account: "x".repeat(70_000) });
    for (const route of functions()) {
      if (route.method === "GET") continue;
      const headers = { ...bearer(route), "content-type": "application/json" };
      const declared = await ask(route, { headers, body: large });
      expect([nameOf(route), declared.status, declared.error]).toEqual([nameOf(route), 413, "body_too_large"]);
      const pieces = await ask(route, { headers, body: new Blob([large]).stream(), duplex: "half" } as RequestInit);
      if (reads[nameOf(route)]) expect([nameOf(route), pieces.status]).toEqual([nameOf(route), 413]);
      else expect(pieces.status).toBeLessThan(500);
    }
  });

  it("takes JSON and nothing else, where it takes a body", async () => {
    for (const route of functions().filter((it) => reads[nameOf(it)])) {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
        const { status } = await ask(route, { headers: { ...bearer(route), "content-type": type }, body: "{}" });
        expect([nameOf(route), type, status]).toEqual([nameOf(route), type, 415]);
      }
      const broken = await ask(route, { headers: { ...bearer(route), "content-type": "application/json" }, body: "{" });
      expect([nameOf(route), broken.status, broken.error]).toEqual([nameOf(route), 400, "malformed_json"]);
    }
  });

  it("is kept by no cache, and taken for no other type", async () => {
    for (const route of served.routes.filter(({ kind }) => kind !== "page")) {
      const { headers } = await ask(route, { headers: bearer(route) });
      expect([nameOf(route), headers.get("cache-control")]).toEqual([nameOf(route), "no-store"]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("answers a listed site, and does nothing for another one", async () => {
    for (const route of functions()) {
      const listed = await ask(route, { headers: { ...bearer(route), origin: site } });
      expect([nameOf(route), listed.headers.get("access-control-allow-origin")]).toEqual([nameOf(route), site]);
      expect(listed.headers.get("access-control-allow-credentials")).toBeNull();
      const foreign = await ask(route, { headers: { ...bearer(route), origin: "https://evil.example" } });
      expect([nameOf(route), foreign.status, foreign.headers.get("access-control-allow-origin")]).toEqual([
        nameOf(route),
        403,
        null,
      ]);
      const preflight = await ask(
        { ...route, method: "OPTIONS" },
        { headers: { origin: site, "access-control-request-method": route.method } },
      );
      expect([nameOf(route), preflight.status]).toEqual([nameOf(route), 204]);
    }
  });
});

describe("a client that asks too much", () => {
  const few = { burst: 5, perSecond: 0.01 };
  const many = { burst: 1e6, perSecond: 1e6 };

  it("is told so on every path, when to come again, and nothing is done: by its address, whatever it says of itself", async () => {
    const served = await serveAll({ allowances: { address: few, credential: many } });
    try {
      for (let n = 0; n < 5; n += 1)
        await fetch(`${served.origin}/healthz`, { headers: { "x-forwarded-for": `10.0.0.${n}` } });
      for (const route of served.routes) {
        const headers = {
          authorization: `Bearer ${tokenOf(route)}`,
          origin: site,
          "x-forwarded-for": crypto.randomUUID(),
        };
        const response = await fetch(`${served.origin}${route.path}`, { method: route.method, headers });
        expect([nameOf(route), response.status]).toEqual([nameOf(route), 429]);
        expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(response.headers.get("access-control-allow-origin")).toBe(site);
        expect(await response.json()).toMatchObject({ error: "too_many_requests", status: 429 });
      }
      expect((await served.store.list()).runs).toEqual([]);
    } finally {
      await served.close();
    }
  });

  it("is told so by its token or its session, and another one is not", async () => {
    const served = await serveAll({ allowances: { address: many, credential: few } });
    const ask = async (headers: HeadersInit) =>
      (await fetch(`${served.origin}/functions/v1/sync-runs`, { headers })).status;
    try {
      const mine = { authorization: `Bearer ${secrets.operatorToken}` };
      for (let n = 0; n < 5; n += 1) expect(await ask(mine)).toBe(200);
      expect(await ask(mine)).toBe(429);
      expect(await ask({ authorization: `Bearer ${secrets.cronToken}` })).toBe(403);
      expect(await ask({})).toBe(401);
    } finally {
      await served.close();
    }
  });

  it("who guesses tokens is stopped after some", async () => {
    const served = await serveAll({ allowances: { address: { burst: 100, perSecond: 0.01 }, credential: many } });
    try {
      const statuses: number[] = [];
      for (let n = 0; n < 10; n += 1) {
        const headers = { authorization: `Bearer guess-${n}` };
        statuses.push((await fetch(`${served.origin}/functions/v1/sync-runs`, { headers })).status);
      }
      // Each costs 21 of the 100.
      expect(statuses).toEqual([...Array(5).fill(401), ...Array(5).fill(429)]);
    } finally {
      await served.close();
    }
  });
});

describe("who takes his time", () => {
  it("a request whose head or body trickles in is ended; the server goes on", async () => {
    const served = await serveAll({ patienceMs: 200 });
    try {
      const begun = [
        "GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ",
        `POST /functions/v1/session HTTP/1.1\r\nhost: 127.0.0.1:${served.port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
      ];
      const ended = begun.map(async (text) => {
        const socket = connect(served.port, "127.0.0.1");
        socket.on("error", () => undefined);
        socket.write(text);
        let answer = "";
        socket.on("data", (chunk) => (answer += chunk));
        await once(socket, "close");
        return answer;
      });
      for (const answer of await Promise.all(ended)) expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/);
      expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);
    } finally {
      await served.close();
    }
  });
});
