import * as fc from "fast-check";
import { exportSPKI } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { claimsOf, jwtSecret, keyOf, keyServer, projectUrl, shared, unsigned } from "../testing/project-tokens.ts";
import type { Auth } from "./auth.ts";
import { type SupabaseAuthOptions, supabaseAuth } from "./supabase-auth.ts";

const key = await keyOf("key-1");
const foreign = await keyOf("key-1");
const spki = await exportSPKI(key.publicKey);
const operatorRoles = ["operator", "admin"];
const authOf = (more: Partial<SupabaseAuthOptions> = {}) =>
  supabaseAuth({ url: projectUrl, operatorRoles, jwtSecret, fetch: keyServer(key).fetch, ...more });
const ask = (auth: Auth, token: string | null) =>
  auth.authenticate(new Request(projectUrl, { headers: token === null ? {} : { authorization: `Bearer ${token}` } }));
const unauthenticated = { kind: "refused", code: "unauthenticated", detail: expect.stringMatching(/sign in|token/i) };
const nowS = () => Math.floor(Date.now() / 1000);

afterEach(() => void vi.useRealTimers());

describe("an operator of the project", () => {
  it("is let in by a published key or by the shared secret, under the e-mail, until the token ends", async () => {
    const rsa = await keyOf("key-2", "RS256");
    const auth = authOf({ fetch: keyServer(key, rsa).fetch });
    const exp = nowS() + 100;
    const operator = { actor: "ana@example.com", via: "token", expiresAt: new Date(exp * 1000).toISOString() };
    for (const token of [key.sign(claimsOf({ exp })), rsa.sign(claimsOf({ exp })), shared(claimsOf({ exp }))]) {
      expect(await ask(auth, await token)).toEqual({ kind: "operator", operator });
    }
  });

  it.each([undefined, "", null, 5, "ana @example.com", "ana\u0000@example.com", `${"a".repeat(300)}@example.com`])(
    "goes by the id when the history takes no e-mail: %j",
    async (email) => {
      const claims = claimsOf({ email });
      expect(await ask(authOf(), await key.sign(claims))).toMatchObject({ operator: { actor: claims.sub } });
    },
  );

  it("may be told by other roles, and their tokens come from another issuer", async () => {
    const issuer = "http://127.0.0.1:54321/auth/v1";
    const auth = authOf({ operatorRoles: ["owner"], issuer });
    expect(await ask(auth, await key.sign(claimsOf({ iss: issuer, app_metadata: { role: "owner" } })))).toMatchObject({
      kind: "operator",
    });
    expect(await ask(auth, await key.sign(claimsOf({ iss: issuer })))).toMatchObject({ code: "forbidden" });
    expect(await ask(auth, await key.sign(claimsOf({ app_metadata: { role: "owner" } })))).toMatchObject(
      unauthenticated,
    );
  });

  it("may write the address of the project with a slash at its end", async () => {
    const auth = authOf({ url: `${projectUrl}/` });
    expect(await ask(auth, await key.sign())).toMatchObject({ kind: "operator" });
  });
});

describe("too little right", () => {
  it.each([
    ["no role", { app_metadata: {} }],
    ["no app_metadata", { app_metadata: undefined }],
    ["another role", { app_metadata: { role: "editor" } }],
    ["part of a role", { app_metadata: { role: "oper" } }],
    ["a list of roles", { app_metadata: { role: ["operator"] } }],
    [
      "the role in user_metadata, which users write themselves",
      { app_metadata: {}, user_metadata: { role: "operator" } },
    ],
    ["the role of the database", { app_metadata: {}, role: "operator" }],
    ["a role that every object has", { app_metadata: { role: "constructor" } }],
  ])("has whoever has %s", async (_, claims) => {
    expect(await ask(authOf(), await key.sign(claimsOf(claims)))).toEqual({
      kind: "refused",
      code: "forbidden",
      detail: expect.stringContaining("app_metadata.role"),
    });
  });
});

describe("nobody is let in by", () => {
  const cut = (token: string) => token.split(".");
  const tokens: readonly (readonly [string, () => string | null | Promise<string>])[] = [
    ["no token", () => null],
    ["no token at all but words", () => "let-me-in"],
    ["a publishable key", () => "sb_publishable_0123456789"],
    ["an unsigned token", () => unsigned()],
    [
      "an unsigned token that names a key's algorithm",
      () => unsigned().replace(/^[^.]+/, btoa('{"alg":"ES256","kid":"key-1"}').replaceAll("=", "")),
    ],
    ["a shared secret that is the public key", () => shared(claimsOf(), spki)],
    ["a shared secret that is the published key", () => shared(claimsOf(), JSON.stringify(key.published))],
    ["the secret of another project", () => shared(claimsOf(), `${jwtSecret}x`)],
    ["another key under the same name", () => foreign.sign()],
    ["a key that was never published", async () => (await keyOf("key-9")).sign()],
    ["another project's issuer", () => key.sign(claimsOf({ iss: "https://xyz.supabase.co/auth/v1" }))],
    ["no issuer", () => key.sign(claimsOf({ iss: undefined }))],
    [
      "the anonymous key of the project",
      () => shared({ iss: "supabase", ref: "abc", role: "anon", exp: nowS() + 9_999 }),
    ],
    [
      "the service role key of the project",
      () => shared({ iss: "supabase", ref: "abc", role: "service_role", exp: nowS() + 9_999 }),
    ],
    ["another audience", () => key.sign(claimsOf({ aud: "anon" }))],
    ["no audience", () => key.sign(claimsOf({ aud: undefined }))],
    ["an expired token", () => key.sign(claimsOf({ exp: nowS() - 60 }))],
    ["a token without an end", () => key.sign(claimsOf({ exp: undefined }))],
    ["a token of nobody", () => key.sign(claimsOf({ sub: undefined }))],
    ["a token without an end that a calendar has", () => key.sign(claimsOf({ exp: 1e15 }))],
    ["a token that is not valid yet", () => key.sign(claimsOf({ nbf: nowS() + 60 }))],
    [
      "claims of another token",
      async () =>
        [cut(await key.sign())[0], cut(unsigned(claimsOf({ sub: "eva" })))[1], cut(await key.sign())[2]].join("."),
    ],
    [
      "a token whose signature was cut off",
      async () =>
        `${cut(await key.sign())
          .slice(0, 2)
          .join(".")}.`,
    ],
  ];

  it.each(tokens)("%s", async (_, token) => {
    const answer = await ask(authOf(), await token());
    expect(answer).toMatchObject(unauthenticated);
  });

  it("a shared secret where the project has none, and is told what to do", async () => {
    const answer = await ask(authOf({ jwtSecret: undefined }), await shared());
    expect(answer).toMatchObject({ ...unauthenticated, detail: expect.stringContaining("SINCRO_JWT_SECRET") });
  });

  it("any other text, and is never a fault of ours", async () => {
    const auth = authOf();
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
      fc.string(),
    );
    const header = fc.record(
      {
        alg: fc.constantFrom("none", "HS256", "ES256", "RS256", "EdDSA", 1, null),
        kid: fc.constantFrom("key-1", "", 7, null),
        crit: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const first = header.map((it) => Buffer.from(JSON.stringify(it) ?? "").toString("base64url"));
    const text = fc
      .tuple(fc.oneof(first, part), part, part)
      .map((parts) => parts.join(".").replace(/[^\x21-\x7e]/g, "."));
    await fc.assert(
      fc.asyncProperty(text, async (token) => {
        expect(await ask(auth, token)).toMatchObject({ kind: "refused", code: "unauthenticated" });
      }),
      { numRuns: 500 },
    );
  });

  it("a cookie", async () => {
    const headers = { cookie: `sincro_session=${await key.sign()}` };
    expect(await authOf().authenticate(new Request(projectUrl, { headers }))).toMatchObject(unauthenticated);
  });

  it.each([
    ["expired", { exp: nowS() - 60 }, /expired: sign in again/],
    ["of another project", { iss: "https://xyz.supabase.co/auth/v1" }, /another project/],
    ["not of a user", { aud: "x" }, /not of a signed-in user/],
    ["too early", { nbf: nowS() + 60 }, /clock/],
  ])("a token that is %s, and the answer says so", async (_, claims, words) => {
    expect(await ask(authOf(), await key.sign(claimsOf(claims)))).toMatchObject({
      detail: expect.stringMatching(words),
    });
  });

  it("clocks may be a few seconds apart", async () => {
    expect(await ask(authOf(), await key.sign(claimsOf({ exp: nowS() - 5 })))).toMatchObject({ kind: "operator" });
    expect(await ask(authOf(), await key.sign(claimsOf({ nbf: nowS() + 5 })))).toMatchObject({ kind: "operator" });
  });
});
