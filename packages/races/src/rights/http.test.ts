import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createFeed,
  createFunctions,
  type FunctionsDeps,
  operatorAuth,
  routeTable,
  signInCodes,
  supabaseAuth,
  withCronToken,
} from "@sincro/functions";
import { sources } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { type Project, startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  credentials,
  cronToken,
  handOffToken,
  issuedElsewhere,
  operatorToken,
  projectUrl,
  signingKey,
} from "./callers.ts";
import { each } from "./page.ts";

const basePath = "/functions/v1";
const started = { mode: "7d" };

/** What is asked for, by the word behind the path. */
const bodies: Readonly<Record<string, unknown>> = {
  start: started,
  cancel: { forceCancel: true },
  sweep: { sweep: true },
  release: { sweep: true, release: true },
  code: { code: "invented" },
  schedule: { source: "stripe", cron: "0 3 * * *" },
};

describePostgrest("who may call the functions", (version) => {
  let project: Project;
  let store: RunStore;
  /** A run that waits for a worker, of an account that nothing else here asks for. */
  let waiting = { id: "", fence: 0 };
  let tokens: Awaited<ReturnType<typeof credentials>>;

  beforeAll(async () => {
    project = await startProject(version);
    store = await project.store();
  });
  beforeEach(async () => {
    await prepare();
    tokens = await credentials(project.jwtSecret, waiting);
  });
  afterAll(() => project.stop());

  async function prepare(): Promise<void> {
    await store.cancel({ all: true }, "ana");
    const answer = await store.start({ source: "stripe", account: "waiting" });
    if ("run" in answer) waiting = answer.run;
  }

  function installation(auth: FunctionsDeps["auth"], handOff?: FunctionsDeps["handOff"]) {
    const feed = createFeed({ store, version: "1.0.0" });
    const deps: FunctionsDeps = {
      store,
      sources,
      connectionOf: () => ({ kind: "configured", connection: { credentials: {} } }),
      dispatch: () => {},
      handOff,
      auth: withCronToken(auth, cronToken),
      feed,
      version: "1.0.0",
      manychatPushToken: "push-token-of-the-matrix-0123456789",
    };
    return { table: routeTable(deps), functions: createFunctions(deps) };
  }
  const onSupabase = () =>
    installation(
      supabaseAuth({
        url: projectUrl,
        operatorRoles: ["operator", "admin"],
        jwtSecret: project.jwtSecret,
        fetch: () => Promise.reject(new TypeError("no key of this matrix is published")),
      }),
      { signingKey, work: async () => {}, background: () => {} },
    );
  const codes = signInCodes();
  const local = () => installation(operatorAuth({ operatorToken, signingKey, codes }));

  const everything = async () =>
    (
      await project.admin.query(`select (select json_agg(r order by id) from sync_runs r) as runs,
        (select count(*) from sync_run_events) as events, (select count(*) from sync_records) as records,
        (select swept_at from sync_sweeper) as swept, (select json_agg(s) from sync_schedules s) as schedules`)
    ).rows;

  /** Asks, and says the status; whoever is refused has changed nothing, and is told what to do in words. */
  async function ask(
    functions: ReturnType<typeof onSupabase>["functions"],
    what: string,
    headersNow: HeadersInit | (() => HeadersInit),
  ) {
    const [method = "", path = "", action] = what.split(" ");
    const body = action === undefined ? null : JSON.stringify(bodies[action]);
    await prepare();
    const url = `http://sincro.test${basePath}/${path.replace(":id", waiting.id)}`;
    const sent = new Headers(typeof headersNow === "function" ? headersNow() : headersNow);
    if (body !== null) sent.set("content-type", "application/json");
    const before = await everything();
    const response = await functions(new Request(url, { method, headers: sent, body }));
    if (response.ok) {
      await response.body?.cancel();
    } else {
      const problem = (await response.json()) as { error: string; detail: string };
      expect(problem).toMatchObject({ error: expect.any(String), detail: expect.stringMatching(/\w+ \w+/) });
      expect(await everything(), what).toEqual(before);
    }
    return response.status;
  }

  const bearer = (token: string | null): HeadersInit => (token === null ? {} : { authorization: `Bearer ${token}` });
  /** Of the run that waits now: each request of this matrix has a new one. */
  const handOff = () => bearer(handOffToken(waiting.id, waiting.fence));
  const asked = (path: string) => path.split(" ").slice(0, 2).join(" ").replace(/\?.*/, "");

  describe.each(each("On Supabase"))("on Supabase, %s", (what, cells) => {
    it("answers each caller as the page says", async () => {
      const { functions } = onSupabase();
      const found: Record<string, string> = {};
      for (const [caller, sent] of Object.entries(tokens)) {
        const statuses = new Set<number>();
        for (const token of sent)
          statuses.add(await ask(functions, what, caller === "hand-off" ? handOff : bearer(token)));
        found[caller] = [...statuses].join(" or ");
      }
      expect(found).toEqual(cells);
    });

    it("is closed to a token of this secret that was issued elsewhere", async () => {
      const { functions } = onSupabase();
      expect(await ask(functions, what, bearer(await issuedElsewhere(project.jwtSecret)))).toBe(401);
    });
  });

  describe.each(each("On a server of one's own"))("on a server of one's own, %s", (what, cells) => {
    it("answers each caller as the page says", async () => {
      const { functions } = local();
      const session = await functions(
        new Request(`http://sincro.test${basePath}/session`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ code: codes.issue() }),
        }),
      );
      const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
      const ways: Readonly<Record<string, HeadersInit | (() => HeadersInit)>> = {
        "no token": {},
        "operator token": bearer(operatorToken),
        session: { cookie, origin: "http://sincro.test" },
        "session from another site": { cookie, origin: "https://evil.example" },
        "wrong token": bearer(operatorToken.replace(/.$/, "x")),
        "Supabase's operator": bearer(tokens.operator[0] ?? null),
        "service role": bearer(tokens["service role"][0] ?? null),
        "hand-off": handOff,
        cron: bearer(tokens.cron[0] ?? null),
      };
      const found: Record<string, string> = {};
      for (const [caller, headers] of Object.entries(ways)) {
        found[caller] = String(await ask(functions, what, headers));
      }
      expect(found).toEqual(cells);
    });
  });

  it.each([
    ["On Supabase", () => onSupabase()],
    ["On a server of one's own", () => local()],
  ])("%s the page has each path and method that there is, and no other", (heading, make) => {
    const there = [...make().table].flatMap(([path, methods]) => Object.keys(methods).map((name) => `${name} ${path}`));
    const onPage = new Set(each(heading).map(([what]) => asked(what)));
    expect([...onPage].sort()).toEqual(there.sort());
  });

  it("HEAD answers as GET does, and OPTIONS has nothing to hide", async () => {
    const { table, functions } = onSupabase();
    for (const [path, methods] of table) {
      expect(await ask(functions, `OPTIONS ${path}`, {}), path).toBe(204);
      if (!("GET" in methods)) continue;
      for (const sent of [null, tokens.user[0] ?? null, tokens.operator[0] ?? null]) {
        const url = `http://sincro.test${basePath}/${path.replace(":id", waiting.id)}`;
        const head = await functions(new Request(url, { method: "HEAD", headers: bearer(sent) }));
        expect(head.status, path).toBe(await ask(functions, `GET ${path}`, bearer(sent)));
      }
    }
  });

  it("an operator is let in by a key that the project publishes, and by nothing while it publishes none", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const keys = [{ ...(await exportJWK(publicKey)), kid: "key-1", alg: "ES256" }];
    const gateway = createServer((request, response) => {
      if (request.url !== "/auth/v1/.well-known/jwks.json") response.statusCode = 404;
      response.end(JSON.stringify({ keys }));
    });
    await once(gateway.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const make = () => installation(supabaseAuth({ url, operatorRoles: ["operator"] })).functions;
    const token = await new SignJWT({ aud: "authenticated", sub: "u1", app_metadata: { role: "operator" } })
      .setProtectedHeader({ alg: "ES256", kid: "key-1" })
      .setIssuer(`${url}/auth/v1`)
      .setExpirationTime("1h")
      .sign(privateKey);
    const [asked, forgotten] = [make(), make()];
    expect(await ask(asked, "GET sync-runs", bearer(token))).toBe(200);
    gateway.close();
    gateway.closeAllConnections();
    await once(gateway, "close");
    expect(await ask(asked, "GET sync-runs", bearer(token))).toBe(200);
    expect(await ask(forgotten, "GET sync-runs", bearer(token))).toBe(503);
  });

  it("an operator's e-mail is the name in the history", async () => {
    const { functions } = onSupabase();
    expect(await ask(functions, "POST fetch-paypal start", bearer(tokens.operator[0] ?? null))).toBe(202);
    const [run] = (await store.list({ source: "paypal", limit: 1 })).runs;
    expect(run?.started_by).toBe("ana@example.com");
  });
});
