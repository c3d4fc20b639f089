import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";

/** Claims as a test has them: one that is undefined is left out of the token. */
type Claims = Readonly<Record<string, unknown>>;

/** The project of these tests. */
export const projectUrl = "https://abc.supabase.co";
export const jwtSecret = "the-shared-secret-of-this-project-0123456789";

const inAnHour = () => Math.floor(Date.now() / 1000) + 3_600;

/** What Supabase Auth says of a signed-in user; an operator unless a test says otherwise. */
export function claimsOf(more: Claims = {}): JWTPayload {
  return {
    iss: `${projectUrl}/auth/v1`,
    aud: "authenticated",
    sub: "6f1c8c1e-0000-4000-8000-000000000001",
    role: "authenticated",
    email: "ana@example.com",
    exp: inAnHour(),
    app_metadata: { provider: "email", role: "operator" },
    user_metadata: {},
    ...more,
  };
}

/** A token with a shared secret's signature. */
export function shared(claims: JWTPayload = claimsOf(), secret = jwtSecret): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(new TextEncoder().encode(secret));
}

/** A token without a signature. */
export const unsigned = (claims: JWTPayload = claimsOf()): string => new UnsecuredJWT(claims).encode();

/** A key of a project: what signs, and what is published of it. */
export async function keyOf(kid: string, alg: "ES256" | "RS256" = "ES256") {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    published: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" },
    publicKey,
    sign: (claims: JWTPayload = claimsOf()) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey),
  };
}

/** A key of {@link keyOf}. */
export type ProjectKey = Awaited<ReturnType<typeof keyOf>>;

/** The place where a project publishes its keys, with switches; it counts how often it is asked. */
export function keyServer(...keys: readonly ProjectKey[]) {
  const server = {
    keys: [...keys],
    asked: 0,
    /** What it answers instead of the keys. */
    instead: null as ((signal: AbortSignal | null) => Promise<Response>) | null,
    fetch: (async (url, init) => {
      if (String(url) !== `${projectUrl}/auth/v1/.well-known/jwks.json`) throw new Error(`asked ${String(url)}`);
      server.asked += 1;
      return server.instead?.(init?.signal ?? null) ?? Response.json({ keys: server.keys.map((key) => key.published) });
    }) as typeof fetch,
  };
  return server;
}
